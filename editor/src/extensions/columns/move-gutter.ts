/** No column gets narrower than this part of the line. */
const least = 0.15;

/**
 * The columns' shares of the line after a gutter has moved; only the two beside it change.
 *
 * @param widths of all columns, in any unit
 * @param index of the column behind the gutter
 * @param moved in the same unit, towards the end of the line
 * @returns shares that add up to one, to three digits
 */
export function moveGutter(widths: readonly number[], index: number, moved: number): readonly number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const before = widths[index - 1];
  const after = widths[index];
  if (before === undefined || after === undefined || total <= 0) return widths.map(() => round(1 / widths.length));
  const both = before + after;
  // Of columns that are narrow already, neither gets less than an equal part of what they have.
  const fewest = Math.min(least * total, both / 2);
  const first = Math.min(Math.max(before + moved, fewest), both - fewest);
  return widths.map((width, at) => round((at === index - 1 ? first : at === index ? both - first : width) / total));
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
