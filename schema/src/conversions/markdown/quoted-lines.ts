/** A quotation in Markdown, and the Markdown in it. */
export interface QuotedLines {
  readonly raw: string;
  readonly text: string;
}

/**
 * The quotation that begins a text, if one does. A line without the mark goes on only with a paragraph: where none is
 * open, as behind code, the quotation ends before it.
 *
 * @param endOfParagraph sticky: matches at a line that begins something else
 */
export function quotedLines(src: string, endOfParagraph: RegExp): QuotedLines | undefined {
  const text: string[] = [];
  let fence = '';
  let isParagraph = false;
  let end = 0;
  for (let start = 0; start < src.length; start = end + 1) {
    const newline = src.indexOf('\n', start);
    const line = src.slice(start, newline === -1 ? src.length : newline);
    const mark = /^ {0,3}>[ \t]?/.exec(line)?.[0];
    if (mark === undefined) {
      endOfParagraph.lastIndex = start;
      if (!isParagraph || line.trim() === '' || endOfParagraph.test(src)) break;
    }
    end = start + line.length;
    const inside = line.slice(mark?.length ?? 0);
    // Dashes without the mark underline nothing in the quotation.
    text.push(mark === undefined && /^ {0,3}(?:=+|-+) *$/.test(line) ? `    ${line}` : inside);
    const ticks = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(inside)?.[1];
    const wasFence = fence;
    if (ticks !== undefined && fence === '') fence = ticks;
    else if (ticks?.startsWith(fence)) fence = '';
    if (fence !== '' || wasFence !== '' || inside.trim() === '') isParagraph = false;
    // Indented it is code, unless a paragraph goes on.
    else if (!/^(?: {4}| {0,3}\t)/.test(inside)) isParagraph = true;
  }
  return text.length === 0 ? undefined : { raw: src.slice(0, end), text: text.join('\n') };
}
