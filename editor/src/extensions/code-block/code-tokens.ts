/** A coloured piece of a block of code; offsets in UTF-16 units from its start. */
export interface CodeToken {
  readonly from: number;
  readonly to: number;
  /** CSS classes. */
  readonly kind: string;
}

/**
 * Colours for a text that has changed, until it is read anew: those before the change stay, those behind it move, and
 * those around it stretch. What is typed inside a comment is a comment at once.
 */
export function shiftTokens(tokens: readonly CodeToken[], before: string, after: string): readonly CodeToken[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end += 1;
  const oldEnd = before.length - end;
  const growth = after.length - before.length;
  const shifted: CodeToken[] = [];
  for (const { from, to, kind } of tokens) {
    const newFrom = from < start ? from : Math.max(start, from >= oldEnd ? from + growth : start);
    const newTo = to <= start ? to : to >= oldEnd ? to + growth : start;
    if (newTo > newFrom) shifted.push({ from: newFrom, to: newTo, kind });
  }
  return shifted;
}
