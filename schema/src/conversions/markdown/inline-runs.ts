/** Steps that one run of inline Markdown may take: its length times the characters in it that may begin something. */
const maxInlineSteps = 400_000;

/** What may begin something: as often the rest of the run is looked through. */
const beginners = /[\\<!`*_~$=@[\]&]|:\/\/|www\./g;

/** How much work a run is at most, in characters looked at. */
export function inlineSteps(run: string): number {
  return run.length * ((run.match(beginners)?.length ?? 0) + 1);
}

/** Whether a text is read in one run. In others, marks that reach over a cut must be written as tags. */
export function isOneRun(markdown: string): boolean {
  return inlineSteps(markdown) <= maxInlineSteps;
}

/** Cuts a text that would take too many steps, between words: what a cut goes through stays as it is typed. */
export function boundedRuns(src: string): string[] {
  if (inlineSteps(src) <= maxInlineSteps) return [src];
  const runs: string[] = [];
  let start = 0;
  let count = 1;
  let space = -1;
  beginners.lastIndex = 0;
  for (let at = 0; at < src.length; at++) {
    const character = src[at] ?? '';
    if (/[\\<!`*_~$=@[\]&:w]/.test(character)) count++;
    if (/\s/.test(character)) space = at;
    if ((at + 1 - start) * count <= maxInlineSteps) continue;
    const isPair = /[\ud800-\udbff]/.test(character);
    const end = space > start ? space + 1 : isPair ? at : at + 1;
    runs.push(src.slice(start, end));
    start = end;
    at = end - 1;
    count = 1;
  }
  if (start < src.length) runs.push(src.slice(start));
  return runs;
}
