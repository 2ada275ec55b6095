import type { EditorState, Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { wellFormed } from './text-change.js';

/**
 * Half an emoji (cut in two by a selection that a program made, or pasted so) cannot be encoded: the shared document gets
 * U+FFFD, and so does the page, or this person would see something else than everybody does.
 */
export function repairText(transactions: readonly Transaction[], state: EditorState): Transaction | null {
  const local = transactions.filter((tr) => tr.docChanged && tr.getMeta(ySyncPluginKey) === undefined);
  if (local.length === 0) return null;
  const repair = state.tr;
  for (const tr of local) {
    tr.mapping.maps.forEach((map, index) => {
      map.forEach((_oldFrom, _oldTo, from, to) => {
        const rest = tr.mapping.slice(index + 1);
        // One further on both sides: what was cut may be the other half.
        repairBetween(repair, rest.map(from, -1) - 1, rest.map(to, 1) + 1);
      });
    });
  }
  return repair.docChanged ? repair : null;
}

function repairBetween(repair: Transaction, from: number, to: number): void {
  const { doc } = repair;
  doc.nodesBetween(Math.max(0, from), Math.min(doc.content.size, to), (node, position) => {
    const { text } = node;
    if (text === undefined) return;
    const repaired = wellFormed(text);
    for (let at = 0; at < text.length; at++) {
      if (repaired[at] === text[at]) continue;
      repair.replaceWith(position + at, position + at + 1, node.type.schema.text('\uFFFD', node.marks));
    }
  });
}
