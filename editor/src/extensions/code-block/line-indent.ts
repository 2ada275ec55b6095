const step = '  ';

/** Puts a text in the place of a range; ranges are in order and do not overlap. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Tab: at a caret two spaces, or what the code uses; over a selection each of its lines moves in. */
export function indentLines(text: string, from: number, to: number): readonly TextChange[] {
  const unit = indentOf(text);
  if (from === to) return [{ from, to, insert: unit }];
  return lineStarts(text, from, to)
    .filter((start) => text[start] !== '\n' && start < text.length)
    .map((start) => ({ from: start, to: start, insert: unit }));
}

/** Shift and Tab: each line moves out by one step, or by what it has. */
export function outdentLines(text: string, from: number, to: number): readonly TextChange[] {
  const unit = indentOf(text);
  return lineStarts(text, from, to).flatMap((start) => {
    const width = text[start] === '\t' ? 1 : spacesAt(text, start, unit === '\t' ? step.length : unit.length);
    return width === 0 ? [] : [{ from: start, to: start + width, insert: '' }];
  });
}

/** Tabs where the code has tabs, four spaces where its first indented line has them, else two. */
function indentOf(text: string): string {
  const first = /^([ \t]+)\S/m.exec(text)?.[1];
  if (first === undefined) return step;
  if (first.startsWith('\t')) return '\t';
  return first.length % 4 === 0 ? '    ' : step;
}

function lineStarts(text: string, from: number, to: number): number[] {
  const starts = [text.lastIndexOf('\n', from - 1) + 1];
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    // A selection that ends before the first letter of a line does not mean that line.
    if (at + 1 < to) starts.push(at + 1);
  }
  return from === 0 ? [0, ...starts.slice(1)] : starts;
}

function spacesAt(text: string, start: number, most: number): number {
  let width = 0;
  while (width < most && text[start + width] === ' ') width += 1;
  return width;
}
