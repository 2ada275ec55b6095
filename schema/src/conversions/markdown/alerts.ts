import { type CalloutKind, calloutKindOf } from '../../extensions/callout.js';

/** A callout as GitHub writes it: a quotation whose first line is `[!NOTE]`. */
export interface Alert {
  readonly kind: CalloutKind;
  /** What Obsidian puts behind the mark. */
  readonly title: string;
  /** The rest of the first paragraph. */
  readonly text: string;
}

/** @param text the first paragraph of a quotation */
export function readAlert(text: string): Alert | undefined {
  const match = /^\[!([A-Za-z]{1,20})\][+-]?[ \t]*([^\n]*)(?:\n|$)/.exec(text);
  const word = match?.[1];
  if (match === null || word === undefined) return undefined;
  // To GitHub it is more than a note: what readers must know.
  const kind = word.toLowerCase() === 'important' ? 'warning' : calloutKindOf(word);
  return kind && { kind, title: (match[2] ?? '').trim(), text: text.slice(match[0].length) };
}

export function writeAlertMark(kind: CalloutKind): string {
  return `[!${kind.toUpperCase()}]`;
}
