/** On lines of its own, one or several. Bounded: nobody's formula is longer. */
const block = /^([ \t]*)\\\[[ \t]*((?:(?!\\\]|\\\[)[^\n]|\n(?![ \t]*\n)){1,4000}?)[ \t]*\\\][ \t]*$/gm;

/** In a line; code comes first, and has none. */
const inline =
  /(?<!`)(`+)(?!`)[^\n]{0,1000}?[^`\n]\1(?!`)|(?<![\p{L}\p{N}$\\])\\\([ \t]*((?:(?!\\\)|\\\()[^\n]){1,1000}?)[ \t]*\\\)(?![\p{L}\p{N}$])/gu;

const fence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Writes formulas in TeX's brackets, `\(…\)` and `\[…\]`, with dollars. Chats give them so with the answers they copy;
 * in Markdown itself these are escaped brackets, so only what is pasted is read that way, and only what looks like TeX.
 */
export function texBracketsToDollars(markdown: string): string {
  if (!markdown.includes('\\(') && !markdown.includes('\\[')) return markdown;
  return partsOf(markdown)
    .map(({ text, isCode }) => (isCode ? text : withDollars(text)))
    .join('\n');
}

/** Whether a text has such a formula. */
export function hasTexBrackets(text: string): boolean {
  return texBracketsToDollars(text) !== text;
}

interface Part {
  readonly text: string;
  readonly isCode: boolean;
}

/** What is between fences of code, and what is in them. */
function partsOf(markdown: string): Part[] {
  const parts: Part[] = [];
  let lines: string[] = [];
  let opening: string | null = null;
  const end = (isCode: boolean) => {
    if (lines.length > 0) parts.push({ text: lines.join('\n'), isCode });
    lines = [];
  };
  for (const line of markdown.split('\n')) {
    const [, marks] = fence.exec(line) ?? [];
    if (opening === null && marks !== undefined) {
      end(false);
      opening = marks;
      lines.push(line);
    } else {
      lines.push(line);
      if (opening === null || marks === undefined || !marks.startsWith(opening)) continue;
      end(true);
      opening = null;
    }
  }
  end(opening !== null);
  return parts;
}

function withDollars(text: string): string {
  return text
    .replaceAll(block, (whole, indent: string, latex: string) => {
      const lines = latex.trim();
      return isFormula(lines) && !lines.includes('$$') ? `${indent}$$\n${indent}${lines}\n${indent}$$` : whole;
    })
    .replaceAll(inline, (whole, _ticks: string | undefined, latex: string | undefined) => {
      if (latex === undefined || !isFormula(latex)) return whole;
      return /[$`]/.test(latex) ? `$\`${latex}\`$` : `$${latex}$`;
    });
}

/** Words in escaped brackets are words. */
function isFormula(latex: string): boolean {
  return /[\\^_=+<>{}|*/]|^\p{L}$/u.test(latex) || /^[-\d.,\s()]+$/.test(latex);
}
