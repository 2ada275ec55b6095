/** Letters of the scripts that are written from right to left, Hebrew and Arabic among them. */
const firstIsRightToLeft = /^\P{L}*(?=\p{L})[\u0590-\u08ff\ufb1d-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Whether a line runs to the left, by its first letter, as browsers lay it out: its arrow keys lead the other way. */
export function runsToTheLeft(text: string): boolean {
  return firstIsRightToLeft.test(text);
}
