import { readInlineMath } from './math-syntax.js';

/**
 * Has `*` and `_` in a formula neither open nor close an emphasis.
 *
 * @param source a run of inline Markdown
 * @param masked the copy of it in which marked looks for the ends of emphasis: code and addresses are covered there
 * @returns that copy with its formulas covered, as long as it was
 */
export function coverFormulas(source: string, masked: string): string {
  if (masked.length !== source.length || !source.includes('$')) return masked;
  let result = '';
  let from = 0;
  for (let at = 0; at < source.length; ) {
    const length = lengthOfFormula(source, at);
    if (length > 0) {
      result += `${masked.slice(from, at)}[${'a'.repeat(length - 2)}]`;
      from = at + length;
    }
    at += length > 0 ? length : lengthOfOther(source, at);
  }
  return result + masked.slice(from);
}

function lengthOfFormula(source: string, at: number): number {
  if (source[at] !== '$') return 0;
  return readInlineMath(source.slice(at), source[at - 1] ?? '')?.raw.length ?? 0;
}

/** What has no formula in it: an escaped sign, a code span, or the one character. */
function lengthOfOther(source: string, at: number): number {
  if (source[at] === '\\') return 2;
  if (source[at] !== '`') return 1;
  const [ticks = '`'] = /^`+/.exec(source.slice(at)) ?? [];
  const inside = source.slice(at + ticks.length).search(new RegExp(`(?<!\`)${ticks}(?!\`)`));
  return inside === -1 ? ticks.length : inside + 2 * ticks.length;
}
