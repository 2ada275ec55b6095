import type { Fragment, Node, NodeType } from '@tiptap/pm/model';
import { Selection, type Transaction } from '@tiptap/pm/state';

/** Puts what is pasted in place of the selection as one line, for a block that has no other: a summary. */
export function replaceWithLine(tr: Transaction, content: Fragment): Transaction {
  const { from, to, $from } = tr.selection;
  const line = lineOf(content, $from.parent.type);
  tr.replaceWith(from, to, line);
  const end = from + line.reduce((size, { nodeSize }) => size + nodeSize, 0);
  return tr.setSelection(Selection.near(tr.doc.resolve(end), -1));
}

/** The words of all blocks with the marks that may stand in a block of the type, a space for each end of a line. */
function lineOf(content: Fragment, type: NodeType): Node[] {
  const { schema } = type;
  const words: Node[] = [];
  const isAfterSpace = () => words.length === 0 || words.at(-1)?.text?.endsWith(' ') === true;
  content.descendants((node) => {
    if (node.isTextblock && !isAfterSpace()) words.push(schema.text(' '));
    if (!node.isInline) return;
    const text = node.isText ? (node.text ?? '').replace(/\n/g, ' ') : (node.type.spec.leafText?.(node) ?? ' ');
    if (text !== '' && !(text === ' ' && isAfterSpace())) words.push(schema.text(text, type.allowedMarks(node.marks)));
  });
  return words;
}
