import { Extension } from '@tiptap/core';
import type { Attrs, Node } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { changedRange } from '../positions/follow-position.js';
import { comesFromDocument } from '../undo/change-origin.js';
import { isWellFormed, toWellFormed } from './well-formed-text.js';

/**
 * Keeps halves of characters out of the document, whoever puts them there: some input methods, scripts and clipboards
 * do. Yjs would send something else than what is shown here, and older peers stop at it ("URI malformed").
 *
 * Looks at what this person changed only, in the same step in which it enters.
 */
export function wellFormed(): Extension {
  return Extension.create({
    name: 'manyhandsWellFormed',
    addProseMirrorPlugins: () => [
      new Plugin({
        appendTransaction(transactions, _before, state) {
          const own = transactions.filter((transaction) => transaction.docChanged && !comesFromDocument(transaction));
          if (own.length === 0) return null;
          const { tr } = state;
          for (const { from, newTo } of own.flatMap((transaction) => changedRange(transaction) ?? [])) {
            const end = Math.min(newTo + 1, state.doc.content.size);
            state.doc.nodesBetween(Math.max(0, Math.min(from - 1, end)), end, (node, position) => {
              repair(tr, node, position);
            });
          }
          return tr.docChanged ? tr : null;
        },
      }),
    ],
  });
}

/** Every repair keeps the length, so that positions stay. */
function repair(tr: Transaction, node: Node, position: number): void {
  const attrs = repairedAttrs(node.attrs);
  if (attrs !== null && !node.isText) tr.setNodeMarkup(position, undefined, attrs);
  for (const mark of node.isInline ? node.marks : []) {
    const repaired = repairedAttrs(mark.attrs);
    if (repaired !== null) tr.addMark(position, position + node.nodeSize, mark.type.create(repaired));
  }
  if (node.isText && node.text !== undefined && !isWellFormed(node.text)) {
    tr.replaceWith(position, position + node.nodeSize, node.type.schema.text(toWellFormed(node.text), node.marks));
  }
}

function repairedAttrs(attrs: Attrs): Attrs | null {
  const broken = Object.entries(attrs).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !isWellFormed(entry[1]),
  );
  if (broken.length === 0) return null;
  return { ...attrs, ...Object.fromEntries(broken.map(([name, value]) => [name, toWellFormed(value)])) };
}
