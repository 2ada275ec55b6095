import type { Node } from '@tiptap/pm/model';

/** A place that matches. It never crosses a line. */
export interface FindMatch {
  readonly from: number;
  readonly to: number;
}

/** The text of one line, position by position: objects in it count one, as they do in the document. */
export interface FindLine {
  /** Where its text starts in the document. */
  readonly start: number;
  readonly text: string;
}

/** More are neither counted nor shown. */
export const maxMatches = 20_000;

/** All lines that a range touches, by default all of the document. */
export function linesOf(doc: Node, from = 0, to = doc.content.size): FindLine[] {
  const lines: FindLine[] = [];
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true;
    lines.push({ start: position + 1, text: lineText(node) });
    return false;
  });
  return lines;
}

const texts = new WeakMap<Node, string>();

function lineText(node: Node): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = node.textBetween(0, node.content.size, null, (leaf) =>
    leaf.type.name === 'hardBreak' ? '\n' : '\ufffc',
  );
  texts.set(node, text);
  return text;
}

/** For patterns that cannot run away: literal text. */
export function findIn(lines: readonly FindLine[], source: string, flags: string): FindMatch[] {
  const matches: FindMatch[] = [];
  const pattern = new RegExp(source, flags);
  for (const { start, text } of lines) {
    for (const match of text.matchAll(pattern)) {
      if (match[0] !== '') matches.push({ from: start + match.index, to: start + match.index + match[0].length });
      if (matches.length >= maxMatches) return matches;
    }
  }
  return matches;
}
