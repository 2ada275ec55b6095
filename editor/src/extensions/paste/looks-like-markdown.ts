import { hasTexBrackets } from './tex-brackets.js';

/** Bounds for patterns that look at lines: a megabyte of bars must not cost seconds. */
const maxLines = 300;
const maxLineLength = 300;

/** Signs that are Markdown by themselves, wherever they stand. */
const sure: readonly RegExp[] = [
  /^ {0,3}#{1,6} \S/m,
  /^ {0,3}(?:```|~~~)[^`\n]*\n[\s\S]*?^ {0,3}(?:```|~~~)/m,
  /^ {0,3}\|?.*\|.*\n {0,3}\|?\s*:?-{2,}:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/m,
  /^\s*[-*+] \[[ xX]\] \S/m,
  /^> \[!(?:note|tip|important|warning|caution)\]/im,
  /^<details>/im,
  /!?\[[^\]\n]{1,300}\]\((?:https?:|\/|#|mailto:|\.)[^)\s]*(?:\s"[^"]*")?\)/,
  /^\$\$[\s\S]+?^\$\$/m,
  /^[^\n]+\n={3,}\s*$/m,
];

/** Signs that need company: a dash may begin a line of a letter too. */
const likely: readonly RegExp[] = [
  /(?<![\w*])\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*(?![\w*])/,
  /(?<![\w_])__[^\s_](?:[^_\n]*[^\s_])?__(?![\w_])/,
  /(?<![\w`])`[^`\n]+`(?!\w)/,
  /(?<![\w~])~~[^\s~](?:[^~\n]*[^\s~])?~~/,
  /^\s*[-*+] \S.*\n(?:\s*\n)?\s*(?:[-*+]|\d+[.)]) \S/m,
  /^\s*\d{1,3}[.)] \S.*\n(?:\s*\n)?\s*(?:[-*+]|\d+[.)]) \S/m,
  /^ {0,3}> \S/m,
  /^ {0,3}(?:---|\*\*\*|___)\s*$/m,
  /(?<![\w*])[*_][^\s*_](?:[^*_\n]*[^\s*_])?[*_](?![\w*])/,
  /(?<![\w$\\])\$[^\s$\d][^$\n]*\$(?![\w$])/,
  /==[^\s=][^=\n]*==/,
];

/** Whether a text was written as Markdown. When in doubt it was not: nobody wants their asterisks eaten. */
export function looksLikeMarkdown(text: string): boolean {
  const sample = sampleOf(text);
  if (isHostile(text)) return false;
  if (looksLikeCode(sample)) return false;
  if (sure.some((sign) => sign.test(sample)) || hasTexBrackets(sample)) return true;
  const found = likely.filter((sign) => sign.test(sample)).length;
  // Bold text, code or a list of several lines is enough by itself; a star or an underscore is not.
  return found >= 2 || likely.slice(0, 7).some((sign) => sign.test(sample));
}

/** Programs have hashes, stars and dashes too. */
function looksLikeCode(text: string): boolean {
  if (/^#!\s*\/|^\s*<\?(?:php|xml)|^\s*<!doctype/i.test(text)) return true;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 3 || /^ {0,3}(?:```|~~~)/m.test(text)) return false;
  const ends = lines.filter((line) => /(?:[;{}]|\)\s*=>?|\):)\s*$/.test(line)).length;
  return ends / lines.length > 0.4;
}

function sampleOf(text: string): string {
  const lines: string[] = [];
  for (const line of text.slice(0, maxLines * maxLineLength).split('\n')) {
    const shown = line.slice(0, maxLineLength).trimEnd();
    if (shown !== '' || lines.at(-1) !== '') lines.push(shown);
    if (lines.length === maxLines) break;
  }
  return lines.join('\n');
}

/** Deeper than anybody writes, or so full of open signs that reading it takes the square of its length. */
function isHostile(text: string): boolean {
  for (const line of text.split('\n')) {
    if (/^(?:[ \t]{0,8}(?:[-*+>]|\d{1,9}[.)])){20}/.test(line) || /^[ \t]{100}/.test(line)) return true;
    if (line.length > 2000 && (line.match(/[*_`[\]<>~$|=]/g)?.length ?? 0) > 1000) return true;
  }
  return false;
}
