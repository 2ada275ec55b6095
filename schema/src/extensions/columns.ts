import { type CommandProps, type Editor, mergeAttributes, Node } from '@tiptap/core';
import { Fragment, type NodeType, type Node as ProseMirrorNode } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { decimalNumber } from './attribute-readers.js';
import { emptyLineIn, enterOnEmptyLine, isOnlyLine } from './container-keys.js';
import { dataAttribute } from './data-attribute.js';
import { addColumn, evenColumns, isEmptyColumn, removeColumn } from './edit-columns.js';
import { nodeAround } from './wrapping.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    columns: {
      /**
       * Puts the selected blocks of the top level side by side with empty columns, two or three in all. Inside columns,
       * changes how many there are: what is in those that go is added to the last that stays.
       */
      setColumns: (count: number) => ReturnType;
      /** Puts the blocks of all columns below each other again. */
      unsetColumns: () => ReturnType;
      /** Puts an empty column behind the one with the caret, and the caret into it; three are the most. */
      addTextColumn: () => ReturnType;
      /** Takes the column with the caret away. What is in it goes on in the one beside it; two columns become plain blocks. */
      removeTextColumn: () => ReturnType;
      /** Makes all columns as wide as each other. */
      evenTextColumns: () => ReturnType;
    };
  }
}

const fewestColumns = 2;
const mostColumns = 3;

/** The share of the line, where columns share it unequally. */
export const columnAttributes = { width: decimalNumber({ min: 0.1, max: 0.9 }) };

/**
 * Blocks side by side. The commands make two or three columns; the schema allows any number, because two people who each
 * add a third make four, and y-prosemirror deletes a node that its schema does not allow, with all that is in it.
 *
 * Of a group of its own, which only the document itself allows: columns in columns, or in a list item, have no room.
 */
export const Columns = Node.create({
  name: 'columns',
  group: 'layout',
  content: 'column+',
  defining: true,
  isolating: true,

  parseHTML() {
    return [{ tag: 'div[data-type="columns"]' }];
  },

  renderHTML({ HTMLAttributes }) {
    return ['div', mergeAttributes({ class: 'mh-columns', 'data-type': 'columns' }, HTMLAttributes), 0];
  },

  addCommands() {
    return {
      setColumns: (count) => (props) => setColumns(this.type, count, props),
      unsetColumns: () => (props) => unsetColumns(this.type, props),
      addTextColumn: () => (props) => addColumn(props, mostColumns),
      removeTextColumn: () => (props) => removeColumn(props, { fewest: fewestColumns }),
      evenTextColumns: () => (props) => evenColumns(props),
    };
  },
});

export const Column = Node.create({
  name: 'column',
  content: 'block+',
  defining: true,
  isolating: true,

  addAttributes() {
    return { width: dataAttribute('width', 'data-width', columnAttributes.width) };
  },

  parseHTML() {
    return [{ tag: 'div[data-type="column"]' }];
  },

  renderHTML({ HTMLAttributes }) {
    return ['div', mergeAttributes({ class: 'mh-column', 'data-type': 'column' }, HTMLAttributes), 0];
  },

  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const $line = emptyLineIn(editor, this.name);
        return $line !== undefined && !isOnlyLine($line) && enterOnEmptyLine(editor, $line, -2);
      },
      Backspace: ({ editor }) => removeEmptyColumn(editor, this.name),
    };
  },
});

function setColumns(type: NodeType, wanted: number, props: CommandProps): boolean {
  if (!Number.isFinite(wanted)) return false;
  const count = Math.min(Math.max(Math.trunc(wanted), fewestColumns), mostColumns);
  const around = nodeAround(type, props.tr.selection);
  return around === undefined ? wrapInColumns(type, count, props) : resizeColumns(around, count, props);
}

function wrapInColumns(type: NodeType, count: number, { state, tr, dispatch }: CommandProps): boolean {
  const { $from, $to, anchor, head } = tr.selection;
  const column = state.schema.nodes['column'];
  const range = $from.blockRange($to, (parent) => parent.type === state.schema.topNodeType);
  if (!column || !range) return false;
  const blocks = tr.doc.slice(range.start, range.end).content;
  if (!column.validContent(blocks)) return false;
  if (!dispatch) return true;
  const columns = [column.create(null, blocks), ...emptyColumns(column, count - 1)];
  tr.replaceWith(range.start, range.end, type.create(null, columns));
  // The openings of the columns and of the first one came before the text.
  tr.setSelection(TextSelection.between(tr.doc.resolve(anchor + 2), tr.doc.resolve(head + 2))).scrollIntoView();
  return true;
}

function resizeColumns(
  { node, pos }: { readonly node: ProseMirrorNode; readonly pos: number },
  count: number,
  { state, tr, dispatch }: CommandProps,
): boolean {
  const column = state.schema.nodes['column'];
  if (!column || node.childCount === count) return false;
  if (!dispatch) return true;
  const end = pos + node.nodeSize - 1;
  if (node.childCount < count) {
    tr.insert(end, emptyColumns(column, count - node.childCount));
    return true;
  }
  const kept = node.child(count - 1);
  let gone = Fragment.empty;
  let from = pos + 1;
  node.forEach((child, offset, index) => {
    if (index === count - 1) from = pos + 1 + offset;
    if (index >= count && !isEmptyColumn(child)) gone = gone.append(child.content);
  });
  tr.delete(from + kept.nodeSize, end);
  tr.insert(from + kept.nodeSize - 1, gone);
  return true;
}

function unsetColumns(type: NodeType, { state, tr, dispatch }: CommandProps): boolean {
  const around = nodeAround(type, tr.selection);
  if (around === undefined) return false;
  if (!dispatch) return true;
  const { node, pos } = around;
  const { $head } = tr.selection;
  let blocks = Fragment.empty;
  let caret = pos;
  node.forEach((column, offset) => {
    const start = pos + 1 + offset + 1;
    const isHere = $head.pos >= start && $head.pos <= start + column.content.size;
    if (isHere) caret = pos + blocks.size + ($head.pos - start);
    if (!isEmptyColumn(column)) blocks = blocks.append(column.content);
  });
  const paragraph = state.schema.nodes['paragraph'];
  if (blocks.size === 0 && paragraph) blocks = Fragment.from(paragraph.create());
  tr.replaceWith(pos, pos + node.nodeSize, blocks);
  const $caret = tr.doc.resolve(Math.min(caret, pos + blocks.size));
  tr.setSelection(TextSelection.near($caret)).scrollIntoView();
  return true;
}

/** Backspace in a column of one empty line: two columns become plain blocks again, of three the empty one goes. */
function removeEmptyColumn(editor: Editor, name: string): boolean {
  const $line = emptyLineIn(editor, name);
  if ($line === undefined || !isOnlyLine($line)) return false;
  if ($line.node(-2).childCount <= fewestColumns) return editor.commands.unsetColumns();
  return editor.commands.command(({ tr, dispatch }) => {
    if (!dispatch) return true;
    const from = $line.before(-1);
    tr.delete(from, $line.after(-1));
    tr.setSelection(TextSelection.near(tr.doc.resolve(from), -1)).scrollIntoView();
    return true;
  });
}

function emptyColumns(column: NodeType, count: number): ProseMirrorNode[] {
  return Array.from({ length: count }, () => column.createAndFill()).filter((node) => node !== null);
}
