import { canRunNamed, type EditorCommand, runNamed } from './editor-command.js';

/** What is done to the block around the caret beyond its text: columns, code, cards, tables. */
export const insideCommands: readonly EditorCommand[] = [
  inside('column-add', 'addTextColumn', {
    title: 'Add a column',
    icon: 'columns-3',
    keywords: ['layout', 'third', 'insert column', 'side by side'],
  }),
  inside('column-remove', 'removeTextColumn', {
    title: 'Remove the column',
    icon: 'delete',
    keywords: ['layout', 'delete column', 'fewer'],
  }),
  inside('columns-even', 'evenTextColumns', {
    title: 'Even column widths',
    icon: 'columns-2',
    keywords: ['layout', 'reset', 'same', 'equal'],
  }),
  inside('columns-unset', 'unsetColumns', {
    title: 'Columns below each other',
    icon: 'paragraph',
    keywords: ['layout', 'no columns', 'one column', 'unwrap'],
  }),
  inside('code-language', 'chooseCodeLanguage', {
    title: 'Language of the code',
    icon: 'code-block',
    keywords: ['syntax', 'highlight', 'programming'],
    shortcut: 'F2',
  }),
  inside('edit-card', 'editLinkCard', {
    title: 'Edit the link card',
    icon: 'link-card',
    keywords: ['address', 'title', 'description', 'bookmark'],
    // The key of code too: it changes what the block is about.
    shortcut: 'F2',
  }),
  inside('table-menu', 'openTableMenu', {
    title: 'Table menu',
    icon: 'table',
    keywords: ['cell', 'row', 'column', 'merge', 'split', 'header', 'width', 'background'],
    shortcut: 'Mod-Alt-t',
  }),
];

type Parts = Pick<EditorCommand, 'title' | 'icon' | 'keywords'> & { shortcut?: string };

/** A Tiptap command under a name of its own; its extension listens for the key. */
function inside(id: string, name: string, { shortcut, ...parts }: Parts): EditorCommand {
  return {
    ...parts,
    id: `structure.${id}`,
    group: 'structure',
    ...(shortcut === undefined ? {} : { shortcut, isBoundByExtension: true }),
    needs: { commands: [name] },
    isEnabled: (editor) => canRunNamed(editor, name),
    run: (editor) => void runNamed(editor, name),
  };
}
