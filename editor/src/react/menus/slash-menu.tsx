import type { Editor } from '@tiptap/core';
import { type ReactElement, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { commandsFor } from '../../commands/command-registry.js';
import { searchCommands } from '../../commands/command-search.js';
import { type EditorCommand, isUsable, runCommand } from '../../commands/editor-command.js';
import { recentCommands, rememberCommand } from '../../commands/recent-commands.js';
import { shortcutLabel } from '../../commands/shortcut-keys.js';
import { closeSlashMenu, slashQuery, takeSlashQuery } from '../../extensions/slash/slash-menu.js';
import { useEditorState } from '../use-editor-state.js';
import { CommandIcon } from './command-icon.js';
import { groupCommands, rankedCommands } from './command-sections.js';
import { Floating } from './floating.js';
import { onDocumentChange } from './on-document-change.js';
import { moveActive, OptionList, optionId } from './option-list.js';

/** After so many letters without a match they are words, and no question. */
const patience = 3;

export interface SlashMenuProps {
  readonly editor: Editor;
  readonly commands: readonly EditorCommand[];
}

/** What can be made at the caret, while somebody types a slash and a word. */
export function SlashMenu({ editor, commands }: SlashMenuProps): ReactElement | null {
  const isOpen = useEditorState({ editor, selector: () => slashQuery(editor.state) !== null });
  return isOpen ? <OpenSlashMenu editor={editor} commands={commands} /> : null;
}

function OpenSlashMenu({ editor, commands }: SlashMenuProps): ReactElement {
  const id = useId();
  const query = useEditorState({ editor, selector: () => slashQuery(editor.state)?.query ?? '' });
  // What is recent and what is possible here does not change while one looks at the list.
  const [recent] = useState(recentCommands);
  const [usable] = useState(() => commandsFor('slash', commands).filter((command) => isUsable(editor, command)));
  const sectionsFor = useCallback(
    (words: string) => {
      if (words === '') return groupCommands(usable, recent);
      return rankedCommands('Results', searchCommands(words, usable, recent));
    },
    [usable, recent],
  );
  const sections = useMemo(() => sectionsFor(query), [query, sectionsFor]);
  const found = useMemo(() => sections.flatMap((section) => section.commands), [sections]);
  const [active, setActive] = useActive(query, found.length);
  // A key may come before the list of the letter in front of it has been drawn.
  const foundNow = () => {
    const words = slashQuery(editor.state)?.query ?? '';
    return words === query
      ? { found, active }
      : { found: sectionsFor(words).flatMap(({ commands: all }) => all), active: 0 };
  };
  usePatience(editor, query, found.length);
  const choose = useCallback(
    (command: EditorCommand) => {
      takeSlashQuery(editor.view);
      rememberCommand(command.id);
      editor.view.focus();
      runCommand(editor, command);
    },
    [editor],
  );
  useSlashKeys({ editor, foundNow, setActive, choose });
  useActiveDescendant(editor, id, found.length === 0 ? null : optionId(id, active));
  const anchor = useCallback(() => slashRect(editor), [editor]);
  const onAnchorMoved = useMemo(() => onDocumentChange(editor), [editor]);
  const onDismiss = useCallback(() => closeSlashMenu(editor.view), [editor]);
  return (
    <Floating
      anchor={anchor}
      placement="bottom-start"
      className="mh-popup mh-slash"
      context={editor.view.dom}
      onAnchorMoved={onAnchorMoved}
      onDismiss={onDismiss}
    >
      {found.length === 0 ? (
        <p className="mh-popup__empty">Nothing is called that</p>
      ) : (
        <OptionList
          id={id}
          label="Blocks"
          sections={sections.map((section) => ({
            ...section,
            options: section.commands.map((command) => ({
              key: command.id,
              title: command.title,
              icon: <CommandIcon name={command.icon} />,
              hint: command.markdown?.trim(),
              keys: command.shortcut === undefined ? undefined : shortcutLabel(command.shortcut),
            })),
          }))}
          active={active}
          onActive={setActive}
          onChoose={(index) => found[index] && choose(found[index])}
          isTabStop
        />
      )}
      <span className="mh-visually-hidden" role="status">
        {found.length === 0 ? 'No results' : `${found.length} ${found.length === 1 ? 'result' : 'results'}`}
      </span>
    </Floating>
  );
}

/** The best match is chosen anew with every letter. */
function useActive(query: string, count: number): [number, (index: number) => void] {
  const [state, setState] = useState({ query, index: 0 });
  const index = state.query === query ? Math.min(state.index, Math.max(0, count - 1)) : 0;
  const setIndex = useCallback((next: number) => setState({ query, index: next }), [query]);
  return [index, setIndex];
}

function usePatience(editor: Editor, query: string, count: number): void {
  const matched = useRef(0);
  useEffect(() => {
    if (count > 0) matched.current = query.length;
    else if (query.length - matched.current >= patience) closeSlashMenu(editor.view);
  }, [editor, query, count]);
}

interface SlashKeys {
  readonly editor: Editor;
  readonly foundNow: () => { readonly found: readonly EditorCommand[]; readonly active: number };
  readonly setActive: (index: number) => void;
  readonly choose: (command: EditorCommand) => void;
}

function useSlashKeys({ editor, foundNow, setActive, choose }: SlashKeys): void {
  const latest = useRef({ foundNow, setActive, choose });
  // Not in a passive effect: two keys can come before one has run.
  latest.current = { foundNow, setActive, choose };
  // Nor this: Enter belongs to a menu from the moment it is seen.
  useLayoutEffect(() => {
    const { listeners, held } = editor.storage.menuKeys;
    const listener = (event: KeyboardEvent) => {
      const now = latest.current;
      const { found, active } = now.foundNow();
      const isChoice = (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey;
      const command = isChoice ? found[active] : undefined;
      if (command !== undefined) now.choose(command);
      const next = command === undefined ? moveActive(event, active, found.length) : null;
      if (next !== null) now.setActive(next);
      return command !== undefined || next !== null;
    };
    listeners.add(listener);
    // What was pressed while this was on its way.
    for (const event of held.splice(0)) listener(event);
    return () => {
      listeners.delete(listener);
    };
  }, [editor]);
}

/** Tells assistive technology what is chosen while the focus stays in the text. */
function useActiveDescendant(editor: Editor, listId: string, activeId: string | null): void {
  useEffect(() => {
    const { dom } = editor.view;
    // ProseMirror does not look at its own element's attributes.
    if (activeId === null) dom.removeAttribute('aria-activedescendant');
    else dom.setAttribute('aria-activedescendant', activeId);
  }, [editor, activeId]);
  useEffect(() => {
    const { dom } = editor.view;
    dom.setAttribute('aria-haspopup', 'listbox');
    dom.setAttribute('aria-autocomplete', 'list');
    dom.setAttribute('aria-controls', listId);
    return () => {
      for (const name of ['haspopup', 'autocomplete', 'controls', 'activedescendant'])
        dom.removeAttribute(`aria-${name}`);
    };
  }, [editor, listId]);
}

/** From the slash to the caret: the menu must cover neither. */
function slashRect(editor: Editor): DOMRect | null {
  const open = slashQuery(editor.state);
  if (open === null) return null;
  const start = editor.view.coordsAtPos(open.from);
  const end = editor.view.coordsAtPos(open.to);
  return new DOMRect(start.left, start.top, 0, end.bottom - start.top);
}
