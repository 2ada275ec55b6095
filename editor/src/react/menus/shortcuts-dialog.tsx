import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { commandGroups, type EditorCommand, groupTitles } from '../../commands/editor-command.js';
import { markdownShortcuts } from '../../commands/markdown-shortcuts.js';
import { shortcutKeys } from '../../commands/shortcut-keys.js';
import { Dialog } from './dialog.js';

export interface ShortcutsDialogProps {
  readonly commands: readonly EditorCommand[];
  readonly onClose: () => void;
}

/** All keys and all signs of Markdown, from the registry. */
export function ShortcutsDialog({ commands, onClose }: ShortcutsDialogProps): ReactElement {
  const groups = commandGroups
    .map((group) => ({
      title: groupTitles[group],
      lines: commands.filter((command) => command.group === group && command.shortcut !== undefined),
    }))
    .filter(({ lines }) => lines.length > 0);
  return (
    <Dialog label="Keyboard shortcuts" className="mh-shortcuts" onClose={onClose}>
      <header className="mh-shortcuts__head">
        <h2>Keyboard shortcuts</h2>
        <button type="button" className="mh-action" aria-label="Close" title="Close" onClick={onClose}>
          <X size={18} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className="mh-shortcuts__body" aria-label="Shortcuts" tabIndex={0}>
        <div className="mh-shortcuts__columns">
          {groups.map(({ title, lines }) => (
            <section key={title}>
              <h3>{title}</h3>
              <dl>
                {lines.map(({ id, title: name, shortcut }) => (
                  <div key={id}>
                    <dt>{name}</dt>
                    <dd>
                      {shortcutKeys(shortcut ?? '').map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <section>
            <h3>Typed as Markdown</h3>
            <dl>
              {markdownShortcuts(commands).map(({ title, signs }) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>
                    <code>{signs}</code>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        </div>
      </section>
    </Dialog>
  );
}
