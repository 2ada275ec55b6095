import type { Node } from '@tiptap/pm/model';

export interface ListedHeading {
  readonly level: number;
  readonly text: string;
  readonly pos: number;
}

/** The headings of a document, also those in columns, callouts and toggles. Empty ones are left out. */
export function listHeadings(doc: Node): readonly ListedHeading[] {
  const headings: ListedHeading[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name === 'heading' && node.textContent.trim() !== '') {
      headings.push({ level: Number(node.attrs['level']) || 1, text: node.textContent.trim(), pos });
    }
    return !node.isTextblock && !node.isAtom && node.type.name !== 'table';
  });
  return headings;
}

/** Steps of indentation, so that the highest level in the document stands at the edge. */
export function indentsOf(headings: readonly ListedHeading[]): readonly number[] {
  const levels = [...new Set(headings.map(({ level }) => level))].sort((a, b) => a - b);
  return headings.map(({ level }) => levels.indexOf(level));
}
