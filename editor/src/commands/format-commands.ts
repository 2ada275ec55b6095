import type { Editor } from '@tiptap/core';
import { runsToTheLeft } from '../extensions/selection/right-to-left.js';
import { canRunNamed, type EditorCommand, runNamed } from './editor-command.js';
import type { IconName } from './icon-name.js';

/** What is done to words. */
export const formatCommands: readonly EditorCommand[] = [
  mark('bold', 'Bold', 'Mod-b', ['strong', 'fat']),
  mark('italic', 'Italic', 'Mod-i', ['emphasis', 'slanted']),
  mark('underline', 'Underline', 'Mod-u', []),
  mark('strike', 'Strikethrough', 'Mod-Shift-s', ['crossed out', 'delete']),
  mark('code', 'Code', 'Mod-e', ['inline', 'monospace']),
  mark('superscript', 'Superscript', undefined, ['exponent', 'power', 'raised']),
  mark('subscript', 'Subscript', undefined, ['index', 'lowered']),
  {
    id: 'format.clear',
    title: 'Clear formatting',
    group: 'format',
    icon: 'clear-format',
    keywords: ['remove', 'plain', 'reset', 'unformat'],
    isEnabled: (editor) => !editor.state.selection.empty,
    run: (editor) => void editor.commands.unsetAllMarks(),
  },
  align('left', 'Align left', 'Mod-Shift-l'),
  align('center', 'Align centre', 'Mod-Shift-e'),
  align('right', 'Align right', 'Mod-Shift-r'),
  {
    id: 'lists.indent',
    title: 'Indent',
    group: 'lists',
    icon: 'indent',
    keywords: ['nest', 'deeper', 'right', 'tab'],
    shortcut: 'Tab',
    isBoundByExtension: true,
    isEnabled: (editor) => canIndent(editor, 'sinkListItem'),
    run: (editor) => indent(editor, 'sinkListItem'),
  },
  {
    id: 'lists.outdent',
    title: 'Outdent',
    group: 'lists',
    icon: 'outdent',
    keywords: ['unnest', 'shallower', 'left'],
    shortcut: 'Shift-Tab',
    isBoundByExtension: true,
    isEnabled: (editor) => canIndent(editor, 'liftListItem'),
    run: (editor) => indent(editor, 'liftListItem'),
  },
];

function mark(name: string & IconName, title: string, shortcut: string | undefined, keywords: string[]): EditorCommand {
  return {
    id: `format.${name}`,
    title,
    group: 'format',
    icon: name,
    keywords,
    ...(shortcut === undefined ? {} : { shortcut, isBoundByExtension: true }),
    needs: { marks: [name] },
    isEnabled: (editor) => canRunNamed(editor, 'toggleMark', name),
    isActive: (editor) => editor.isActive(name),
    run: (editor) => void editor.commands.toggleMark(name),
  };
}

function align(side: 'left' | 'center' | 'right', title: string, shortcut: string): EditorCommand {
  return {
    id: `align.${side}`,
    title,
    group: 'align',
    icon: `align-${side}`,
    keywords: ['alignment', 'text', 'justify', ...(side === 'center' ? ['center', 'middle'] : [])],
    shortcut,
    isBoundByExtension: true,
    needs: { commands: ['setTextAlign'] },
    isEnabled: (editor) => canRunNamed(editor, 'setTextAlign', side),
    isActive: (editor) => isAligned(editor, side),
    run: (editor) => void runNamed(editor, 'setTextAlign', side),
  };
}

/** Text that says nothing about it stands where its lines begin. */
function isAligned(editor: Editor, side: string): boolean {
  const { attrs, textContent } = editor.state.selection.$from.parent;
  const { textAlign } = attrs;
  return (typeof textAlign === 'string' ? textAlign : runsToTheLeft(textContent) ? 'right' : 'left') === side;
}

type IndentCommand = 'sinkListItem' | 'liftListItem';

function canIndent(editor: Editor, command: IndentCommand): boolean {
  return itemsOf(editor).some((item) => canRunNamed(editor, command, item));
}

function indent(editor: Editor, command: IndentCommand): void {
  itemsOf(editor).some((item) => runNamed(editor, command, item));
}

/** A task can be inside a bullet: the innermost kind of item is tried first. */
function itemsOf(editor: Editor): string[] {
  const { $from } = editor.state.selection;
  const names: string[] = [];
  for (let depth = $from.depth; depth > 0; depth--) {
    const { name } = $from.node(depth).type;
    if (name === 'listItem' || name === 'taskItem') names.push(name);
  }
  return names;
}
