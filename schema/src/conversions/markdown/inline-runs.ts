/** Steps that one run of inline Markdown may take: its length times the places in it that may begin something. */
const maxInlineSteps = 400_000;

/** What may begin something: as often the rest of the run is looked through. */
const beginners = new Set('\\<!`*_~$=@[]&');

/** What an e-mail address may have before its `@`, from each character of which the lexer looks for that `@`. */
const addressCharacter = /[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]/;

/** How much work a run is at most, in characters looked at. */
export function inlineSteps(run: string): number {
  const count = new StepCount();
  for (let at = 0; at < run.length; at++) count.take(run, at);
  return run.length * count.places;
}

/** Whether a text is read in one run. In others, marks that reach over a cut must be written as tags. */
export function isOneRun(markdown: string): boolean {
  return inlineSteps(markdown) <= maxInlineSteps;
}

/** Cuts a text that would take too many steps, between words: what a cut goes through stays as it is typed. */
export function boundedRuns(src: string): string[] {
  if (isOneRun(src)) return [src];
  const runs: string[] = [];
  let start = 0;
  let count = new StepCount();
  let space = -1;
  for (let at = 0; at < src.length; at++) {
    count.take(src, at);
    if (/\s/.test(src.charAt(at))) space = at;
    if ((at + 1 - start) * count.places <= maxInlineSteps) continue;
    const end = space >= start ? space + 1 : Math.max(start + 1, startOfCharacter(src, at));
    runs.push(src.slice(start, end));
    start = end;
    at = end - 1;
    count = new StepCount();
  }
  if (start < src.length) runs.push(src.slice(start));
  return runs;
}

/** Not between the halves of a pair. */
function startOfCharacter(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}

/** Counts from how many places of a run the rest of it may be looked through. */
class StepCount {
  places = 1;
  /** Characters before this one that may be of an e-mail address. */
  #word = 0;

  take(text: string, at: number): void {
    const character = text.charAt(at);
    if (character === '@') this.places += this.#word;
    this.#word = addressCharacter.test(character) ? this.#word + 1 : 0;
    if (beginners.has(character) || beginsOther(character, text, at)) this.places++;
  }
}

/** An address, or a line's end after spaces: the lexer looks for it from each of them. */
function beginsOther(character: string, text: string, at: number): boolean {
  if (character === ' ') return text[at - 1] === ' ';
  if (character === '/') return text.startsWith('://', at - 2);
  return character === '.' && text.startsWith('www.', at - 3);
}
