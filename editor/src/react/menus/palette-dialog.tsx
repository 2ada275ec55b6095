import type { Editor } from '@tiptap/core';
import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useId, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { DocumentSearch, FoundDocument } from '../../client/document-search.js';
import { searchCommands, searchTitles } from '../../commands/command-search.js';
import { type EditorCommand, groupTitles, isUsable, runCommand } from '../../commands/editor-command.js';
import { recentCommands, rememberCommand } from '../../commands/recent-commands.js';
import { shortcutLabel } from '../../commands/shortcut-keys.js';
import { CommandIcon } from './command-icon.js';
import { groupCommands } from './command-sections.js';
import { Dialog } from './dialog.js';
import { moveActive, OptionList, type OptionSection, optionId } from './option-list.js';
import { useDocumentSearch } from './use-document-search.js';

export interface PaletteDialogProps {
  readonly editor: Editor;
  readonly commands: readonly EditorCommand[];
  readonly search: DocumentSearch | null;
  /** What was typed before this was loaded. */
  readonly typedAhead: string;
  readonly onClose: () => void;
}

const maxDocuments = 6;
const maxCommands = 12;

interface Choice {
  readonly run: () => void;
}

/** Finds documents and commands by a few letters. */
export function PaletteDialog({ editor, commands, search, typedAhead, onClose }: PaletteDialogProps): ReactElement {
  const id = useId();
  const [query, setQuery] = useState(typedAhead);
  const [active, setActive] = useState(0);
  const [recent] = useState(recentCommands);
  // As it was when the dialog came: the focus is in here now.
  const [usable] = useState(() =>
    commands.filter((command) => command.id !== 'document.palette' && isUsable(editor, command)),
  );
  const { documents, state } = useDocumentSearch(search, query);
  const { sections, choices } = useMemo(
    () => results({ query, documents, usable, recent, editor, search, onClose }),
    [query, documents, usable, recent, editor, search, onClose],
  );
  const count = choices.length;
  const index = Math.min(active, Math.max(0, count - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') choices[index]?.run();
    // Home and End are for the words that one types here.
    const next = event.key === 'Home' || event.key === 'End' ? null : moveActive(event, index, count);
    if (next !== null) setActive(next);
    if (next !== null || event.key === 'Enter') event.preventDefault();
  };
  return (
    <Dialog label="Find documents and commands" className="mh-palette" onClose={onClose}>
      <div className="mh-palette__head">
        <Search size={18} strokeWidth={1.75} aria-hidden="true" />
        <input
          autoFocus
          className="mh-palette__input"
          role="combobox"
          aria-label="Find documents and commands"
          aria-expanded={count > 0}
          aria-controls={count > 0 ? id : undefined}
          aria-activedescendant={count > 0 ? optionId(id, index) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder="Find a document or a command"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {count === 0 ? (
        <p className="mh-popup__empty">{state === 'searching' ? 'Looking…' : 'Nothing is called that'}</p>
      ) : (
        <OptionList
          id={id}
          label="Documents and commands"
          sections={sections}
          active={index}
          onActive={setActive}
          onChoose={(at) => choices[at]?.run()}
        />
      )}
      {state === 'failed' && (
        <p className="mh-palette__note">Only documents of this device are shown: the server cannot be reached.</p>
      )}
    </Dialog>
  );
}

interface Sources extends Omit<PaletteDialogProps, 'commands' | 'typedAhead'> {
  readonly query: string;
  readonly documents: readonly FoundDocument[];
  readonly usable: readonly EditorCommand[];
  readonly recent: readonly string[];
}

function results({ query, documents, usable, recent, editor, search, onClose }: Sources): {
  sections: OptionSection[];
  choices: Choice[];
} {
  const found = searchTitles(query, documents).slice(0, maxDocuments);
  const commandSections =
    query.trim() === ''
      ? groupCommands(usable, recent)
      : [{ id: 'commands', title: 'Commands', commands: searchCommands(query, usable, recent).slice(0, maxCommands) }];
  const documentSection: OptionSection = {
    id: 'documents',
    title: query.trim() === '' ? 'Recent documents' : 'Documents',
    options: found.map((document) => ({
      key: document.id,
      title: document.title,
      icon: <CommandIcon name="document" />,
      detail: document.detail,
    })),
  };
  const sections = [
    documentSection,
    ...commandSections.map((section) => ({
      ...section,
      options: section.commands.map((command) => ({
        key: `${section.id}-${command.id}`,
        title: command.title,
        icon: <CommandIcon name={command.icon} />,
        detail: section.id === 'commands' || section.id === 'recent' ? groupTitles[command.group] : undefined,
        keys: command.shortcut === undefined ? undefined : shortcutLabel(command.shortcut),
      })),
    })),
  ].filter((section) => section.options.length > 0);
  const choices: Choice[] = [
    ...found.map((document) => ({
      run: () => {
        flushSync(onClose);
        search?.open(document);
      },
    })),
    ...commandSections
      .flatMap((section) => section.commands)
      .map((command) => ({
        run: () => {
          // While the dialog is open, nothing behind it can have the focus.
          flushSync(onClose);
          rememberCommand(command.id);
          editor.view.focus();
          runCommand(editor, command);
        },
      })),
  ];
  return { sections, choices };
}
