import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { type ReactElement, useState } from 'react';
import { copyBlockLink } from '../../commands/block-commands.js';
import { commandsById } from '../../commands/command-registry.js';
import type { EditorCommand } from '../../commands/editor-command.js';
import { selectBlock, selectText } from '../../extensions/block-handle/block-edits.js';
import { parentBlock, selectedBlocks, spansBlocks } from '../../extensions/block-handle/block-range.js';
import { CommandIcon } from './command-icon.js';
import { CommandMenu, type MenuEntry, type MenuSection } from './command-menu.js';
import { colourSections, commandEntry, turnIntoSections } from './menu-entries.js';

export interface BlockMenuProps {
  readonly editor: Editor;
  readonly commands: readonly EditorCommand[];
  readonly onClose: () => void;
  readonly onNotice: (words: string) => void;
}

type Page = 'actions' | 'turn-into' | 'colour';

const titles: Readonly<Record<Page, string>> = { actions: 'Block', 'turn-into': 'Turn into', colour: 'Colour' };
const moves = ['block.duplicate', 'block.move-up', 'block.move-down'];

/** What can be done with the selected blocks. */
export function BlockMenu({ editor, commands, onClose, onNotice }: BlockMenuProps): ReactElement {
  const [page, setPage] = useState<Page>('actions');
  // Anew when another block is chosen in here.
  const [, setSteps] = useState(0);
  const context = { editor, onChoose: onClose };
  const entries = (ids: readonly string[]) =>
    commandsById(ids, commands).map((command) => commandEntry(command, context));
  const goTo = (key: Page, title: string, icon: MenuEntry['icon']): MenuEntry => ({
    key,
    title,
    icon,
    leadsOn: true,
    run: () => setPage(key),
  });
  const sections: Readonly<Record<Page, () => MenuSection[]>> = {
    actions: () => [
      ...(editor.state.selection instanceof NodeSelection
        ? []
        : [
            {
              key: 'form',
              entries: [
                goTo('turn-into', 'Turn into', <CommandIcon name="paragraph" />),
                ...(colourSections(context).length > 0
                  ? [goTo('colour', 'Colour', <CommandIcon name="text-colour" />)]
                  : []),
              ],
            },
          ]),
      { key: 'moves', entries: [...entries(moves), ...linkEntry(editor, { onClose, onNotice }, commands)] },
      { key: 'around', entries: aroundEntry(editor, () => setSteps((steps) => steps + 1)) },
      { key: 'end', entries: entries(['block.delete']) },
    ],
    'turn-into': () => turnIntoSections(commands, context),
    colour: () => colourSections({ editor, onChoose: () => colourAll(editor, onClose) }),
  };
  return (
    <CommandMenu
      label={titles[page]}
      sections={sections[page]().filter((section) => section.entries.length > 0)}
      onClose={page === 'actions' ? onClose : () => setPage('actions')}
    />
  );
}

interface LinkContext {
  readonly onClose: () => void;
  readonly onNotice: (words: string) => void;
}

function linkEntry(
  editor: Editor,
  { onClose, onNotice }: LinkContext,
  commands: readonly EditorCommand[],
): MenuEntry[] {
  const range = selectedBlocks(editor.state);
  return commands
    .filter((command) => command.id === 'block.copy-link' && command.isEnabled?.(editor) !== false)
    .map((command) => ({
      ...commandEntry(command, { editor, onChoose: onClose }),
      run: () => {
        onClose();
        if (range === null) return;
        copyBlockLink(editor, range).then(
          () => onNotice('Link copied'),
          () =>
            onNotice('The browser did not let the link be copied. Allow the clipboard for this page and try again.'),
        );
      },
    }));
}

/** From an item to its list, from a paragraph to its callout. */
function aroundEntry(editor: Editor, onStep: () => void): MenuEntry[] {
  const range = selectedBlocks(editor.state);
  const parent = range === null ? null : parentBlock(editor.state.doc, range);
  if (parent === null) return [];
  const run = () => {
    const block = editor.state.doc.nodeAt(parent.from);
    const isSelectable = block !== null && NodeSelection.isSelectable(block);
    const selection = isSelectable ? NodeSelection.create(editor.state.doc, parent.from) : null;
    editor.view.dispatch(
      selection === null ? selectBlock(editor.state, parent) : editor.state.tr.setSelection(selection),
    );
    onStep();
  };
  return [{ key: 'around', title: 'Select the block around it', icon: <CommandIcon name="parent" />, run }];
}

/** A colour from the block's menu is for all its words. */
function colourAll(editor: Editor, onClose: () => void): void {
  const range = selectedBlocks(editor.state);
  onClose();
  if (range !== null && !spansBlocks(editor.state, range)) editor.view.dispatch(selectText(editor.state, range));
}
