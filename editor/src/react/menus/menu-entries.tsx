import type { Editor } from '@tiptap/core';
import { highlightCommands, textColourCommands } from '../../commands/colour-commands.js';
import { commandsById, commandsFor } from '../../commands/command-registry.js';
import { type EditorCommand, isOffered, runCommand } from '../../commands/editor-command.js';
import { rememberCommand } from '../../commands/recent-commands.js';
import { shortcutLabel } from '../../commands/shortcut-keys.js';
import { CommandIcon } from './command-icon.js';
import type { MenuEntry, MenuSection } from './command-menu.js';

export interface EntryContext {
  readonly editor: Editor;
  /** Closes the menu and gives the focus back to the text, before the command runs. */
  readonly onChoose: () => void;
}

/** A command as an entry of a menu. */
export function commandEntry(command: EditorCommand, { editor, onChoose }: EntryContext): MenuEntry {
  return {
    key: command.id,
    title: command.title,
    icon: <CommandIcon name={command.icon} />,
    hint: command.shortcut === undefined ? undefined : shortcutLabel(command.shortcut),
    isChecked: command.isActive?.(editor),
    isDisabled: command.isEnabled?.(editor) === false,
    isDanger: command.id === 'block.delete',
    run: () => {
      onChoose();
      rememberCommand(command.id);
      runCommand(editor, command);
    },
  };
}

/** Commands by their ids, in sections; one without anything that this editor offers is left out. */
export function sectionsOf(
  ids: Readonly<Record<string, readonly string[]>>,
  commands: readonly EditorCommand[],
  context: EntryContext,
): MenuSection[] {
  return Object.entries(ids).flatMap(([key, wanted]) => {
    const found = commandsById(wanted, commands);
    return found.length === 0 ? [] : [{ key, entries: found.map((command) => commandEntry(command, context)) }];
  });
}

/** What the selected block can become. */
export function turnIntoSections(commands: readonly EditorCommand[], context: EntryContext): MenuSection[] {
  return [
    { key: 'turn-into', entries: commandsFor('turn-into', commands).map((command) => commandEntry(command, context)) },
  ];
}

/** The two palettes, of letters and of what is behind them. */
export function colourSections(context: EntryContext): MenuSection[] {
  const sections = [
    { key: 'text', title: 'Text', commands: textColourCommands },
    { key: 'highlight', title: 'Highlight', commands: highlightCommands },
  ];
  return sections.flatMap(({ key, title, commands }) => {
    const entries = commands
      .filter((command) => isOffered(context.editor, command))
      .map((command) => ({
        ...commandEntry(command, context),
        icon: (
          <span className="mh-swatch__sign" data-kind={command.kind} data-color={command.color ?? 'none'} aria-hidden>
            A
          </span>
        ),
      }));
    return entries.length === 0 ? [] : [{ key, title, isGrid: true, entries }];
  });
}
