import type { Transaction } from '@tiptap/pm/state';

/** Inserts an empty paragraph between blocks. @returns whether one may stand there */
export function insertLine(tr: Transaction, position: number): boolean {
  const { paragraph } = tr.doc.type.schema.nodes;
  const $at = tr.doc.resolve(position);
  if (paragraph === undefined || !$at.parent.canReplaceWith($at.index(), $at.index(), paragraph)) return false;
  tr.insert(position, paragraph.create());
  return true;
}
