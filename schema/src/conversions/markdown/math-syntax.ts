import type { Token, TokenizerAndRendererExtension, Tokens } from 'marked';

export interface MathToken extends Tokens.Generic {
  readonly type: 'inlineMath' | 'blockMath';
  readonly latex: string;
}

const dollars = /^\$(?![\s$])((?:\\[^\n]|[^\\$`\n]|\n(?!\n))+?)(?<!\s)\$(?![\p{L}\p{N}$])/u;

/** GitHub's other form, for formulas with a `$` in them. */
const dollarsAndTicks = /^\$`((?:[^`\n]|`(?!\$))+)`\$/;

/** An amount of money and some words after it: `$5 and US$`. */
const amount = /^\d[\d.,]*(?:[kKmM]\b)?(?:\s|[-–—/]|$)/;
const formulaCharacters = /[\\^_=+<>{}|*]/;

/** The formula that begins a text, if one does. `before` is the character before it. */
export function readInlineMath(src: string, before: string): MathToken | undefined {
  if (src[0] !== '$' || /[\p{L}\p{N}$]/u.test(before)) return undefined;
  const ticked = dollarsAndTicks.exec(src);
  if (ticked?.[1]) return { type: 'inlineMath', raw: ticked[0], latex: ticked[1] };
  const match = dollars.exec(src);
  const latex = match?.[1];
  if (match === null || latex === undefined) return undefined;
  if (amount.test(latex) && /\s/.test(latex) && !formulaCharacters.test(latex.replace(/\\\$/g, ''))) return undefined;
  return { type: 'inlineMath', raw: match[0], latex: latex.replace(/\s*\n\s*/g, ' ') };
}

const block = /^ {0,3}\$\$[ \t]*\n([\s\S]*?)\n {0,3}\$\$[ \t]*(?:\n+|$)/;
const line = /^ {0,3}\$\$[ \t]*([^\n$][^\n]*?)[ \t]*\$\$[ \t]*(?:\n+|$)/;

/** Where such a formula begins, for whoever looks for the end of a paragraph: it needs no empty line before it. */
export const blockMathAhead =
  / {0,3}\$\$[ \t]*(?:[^\n$][^\n]*?[ \t]*\$\$[ \t]*(?:\n|$)|\n(?:[\s\S]*?\n)? {0,3}\$\$[ \t]*(?:\n|$))/;

/** A formula on lines of its own. */
export function readBlockMath(src: string): MathToken | undefined {
  if (!/^ {0,3}\$\$/.test(src)) return undefined;
  const match = line.exec(src) ?? block.exec(src);
  if (match?.[1] === undefined) return undefined;
  return { type: 'blockMath', raw: match[0], latex: match[1] };
}

const inlineMath: TokenizerAndRendererExtension = {
  name: 'inlineMath',
  level: 'inline',
  start: (src) => {
    const at = src.indexOf('$');
    return at === -1 ? undefined : at;
  },
  tokenizer: (src, tokens) => readInlineMath(src, lastCharacter(tokens)),
};

const blockMath: TokenizerAndRendererExtension = {
  name: 'blockMath',
  level: 'block',
  tokenizer: (src) => readBlockMath(src),
};

export const mathSyntax = [inlineMath, blockMath];

function lastCharacter(tokens: readonly Token[] | undefined): string {
  return tokens?.at(-1)?.raw.at(-1) ?? '';
}
