import type { Mark, Node } from '@tiptap/pm/model';
import { readAttributes } from '../../extensions/attribute-readers.js';
import { highlightAttributes } from '../../extensions/highlight.js';
import { encodeReference } from './character-references.js';
import {
  controls,
  escapeAttribute,
  escapeHeadingEnd,
  escapeInline,
  escapeLineEnd,
  escapeLineStart,
  unstableSpace,
  withoutBackslashes,
} from './escape-text.js';
import { isOneRun } from './inline-runs.js';
import { tagByMark } from './inline-tags.js';
import { type Inline, inlineTree } from './inline-tree.js';
import { readInlineMath } from './math-syntax.js';

const delimiterByMark: Readonly<Record<string, string>> = { bold: '**', italic: '_', strike: '~~' };

interface Place {
  /** A heading is one line, so that a break in it must be a tag. */
  readonly oneLine: boolean;
  /** In a tag that is itself HTML, such as a summary: nothing but tags and references. */
  readonly inHtml: boolean;
  /** In a cell, where `|` ends the cell even in code. */
  readonly inCell: boolean;
  /**
   * Whether marks may be written by delimiters. marked misjudges where a code span with a backslash or a backtick in it
   * ends while it looks for the end of an emphasis, so that a block with such a span uses tags.
   */
  readonly mayDelimit: boolean;
  /** Inside a link's text. */
  readonly inLink: boolean;
  /** The character before, `''` at the beginning of the block. */
  readonly before: string;
  /** Whether more inline content of the block follows. */
  readonly followed: boolean;
  /** Whether what follows directly can begin a line: not the end of a mark, nor a break that may be the last one. */
  readonly mayBreakLine: boolean;
  /** The first character of what follows, as far as it decides whether a delimiter can close. */
  readonly after: string;
}

export interface InlineOptions {
  readonly oneLine?: boolean;
  readonly inHtml?: boolean;
  readonly inCell?: boolean;
}

/** The content of a text block as Markdown. */
export function writeInline(
  textblock: Node,
  { oneLine = false, inHtml = false, inCell = false }: InlineOptions = {},
): string {
  const tree = inlineTree(textblock);
  const place: Place = {
    oneLine: oneLine || inHtml || inCell,
    inHtml,
    inCell,
    mayDelimit: !inHtml && !hasAwkward(textblock),
    inLink: false,
    before: '',
    followed: false,
    mayBreakLine: false,
    after: '',
  };
  const written = writeAll(tree, place);
  // Too long to be read in one run: a cut between two tags does no harm.
  return place.mayDelimit && !isOneRun(written) ? writeAll(tree, { ...place, mayDelimit: false }) : written;
}

/** The content of a heading, behind its `#`. */
export function writeHeadingInline(heading: Node): string {
  return escapeHeadingEnd(writeInline(heading, { oneLine: true }));
}

function hasAwkward(textblock: Node): boolean {
  let found = false;
  textblock.forEach((node) => {
    found ||= /[\\`]/.test(node.text ?? '') && node.marks.some((mark) => mark.type.name === 'code');
    found ||= node.type.name === 'inlineMath' && /`|<(?! )|\]\(/.test(String(node.attrs['latex']));
  });
  return found;
}

function writeAll(inlines: readonly Inline[], place: Place): string {
  let output = '';
  inlines.forEach((inline, index) => {
    const next = inlines[index + 1];
    const inner: Place = {
      ...place,
      before: lastOf(output) || place.before,
      followed: next !== undefined || place.followed,
      mayBreakLine: next !== undefined && next.kind !== 'break' && !place.oneLine,
      after: next === undefined ? place.after : firstCharacter(next),
    };
    const written = writeOne(inline, inner);
    // `!` before a link would make it an image.
    if (written.startsWith('[') && output.endsWith('!')) output = `${output.slice(0, -1)}\\!`;
    output += written;
  });
  return output;
}

function writeOne(inline: Inline, place: Place): string {
  switch (inline.kind) {
    case 'text':
      return writeText(inline.text, place);
    case 'code':
      return canTick(inline.text, place) ? writeCode(inline.text) : writeCodeTag(inline.text, place);
    case 'math':
      return writeMath(inline.latex, place);
    case 'document':
      return place.inHtml
        ? writeText(inline.label, place)
        : `[${writeText(inline.label, { ...place, inLink: true, before: '[', followed: true, after: ']' })}](${inline.href})`;
    case 'break':
      return place.mayBreakLine ? '\\\n' : '<br>';
    case 'mark':
      return inline.mark.type.name === 'link' && !place.inHtml
        ? writeLink(inline.mark, inline.children, place)
        : writeMark(inline.mark, inline.children, place);
  }
}

function writeText(text: string, place: Place): string {
  let written = escapeInline(text);
  // marked takes the backslashes off a link's text before it looks for links in there.
  if (place.inLink) written = written.replace(/\\(.)|[[\]]/g, referBracket);
  if (place.before === '' || place.before === '\n') written = escapeLineStart(written);
  // '\\' is how a break begins that ends the line here.
  if (!place.followed || place.after === '\\') written = escapeLineEnd(written);
  if (place.inCell) written = written.replace(/\\\|/g, encodeReference('|'));
  return place.inHtml ? withoutBackslashes(written) : written;
}

/** @param found an escaped sign, or a bracket that is not */
function referBracket(found: string, escaped: string | undefined): string {
  const sign = escaped ?? found;
  return sign === '[' || sign === ']' ? encodeReference(sign) : found;
}

/**
 * In a link's text marked counts backticks wrongly and takes backslashes off brackets; in a cell, off `|`. `]:` ends the
 * name of a definition, also in code.
 */
function canTick(text: string, { inHtml, inLink, inCell }: Place): boolean {
  if (inHtml || (inLink && /`|\\[[\]]|\]:/.test(text)) || (inCell && text.includes('|'))) return false;
  // White space alone or a tab would not be the same afterwards.
  return !/[\t\n\v\f\r\u0085\u2028\u2029\ufeff]/.test(text);
}

function writeCodeTag(text: string, place: Place): string {
  return `<code>${writeText(text, { ...place, before: '>', followed: true, after: '<' })}</code>`;
}

function writeMath(latex: string, { before, after, inHtml, inLink, inCell }: Place): string {
  // What parsers of links and cells take apart before they look for formulas.
  const isSafe =
    !inHtml && !latex.includes('\t') && !(inLink && /[[\]`\\]/.test(latex)) && !(inCell && latex.includes('|'));
  if (isSafe) {
    for (const form of [`$${latex}$`, `$\`${latex}\`$`]) {
      if (form[1] !== '`' && !/^(?![\p{L}\p{N}$])/u.test(after)) continue;
      if (readInlineMath(form, before)?.raw === form && readInlineMath(form, before)?.latex === latex) return form;
    }
  }
  return `<span data-latex="${escapeAttribute(latex)}"></span>`;
}

function writeCode(text: string): string {
  const oneLine = text.replace(controls, '').replace(unstableSpace, ' ');
  const longest = Math.max(0, ...(oneLine.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const isPadded = /^ .*[^ ].* $/s.test(oneLine) || oneLine.startsWith('`') || oneLine.endsWith('`');
  return isPadded ? `${fence} ${oneLine} ${fence}` : `${fence}${oneLine}${fence}`;
}

function writeLink(mark: Mark, children: readonly Inline[], place: Place): string {
  const href = String(mark.attrs['href'] ?? '');
  const title: unknown = mark.attrs['title'];
  const only = children.length === 1 ? children[0] : undefined;
  if (only?.kind === 'text' && only.text === href && !title && /^https?:\/\/[\w./~%?#=&+-]+$/.test(href)) {
    return `<${href}>`;
  }
  const text = writeAll(children, { ...place, inLink: true, before: '[', followed: true, after: ']' });
  const suffix = typeof title === 'string' && title !== '' ? ` "${writeTitle(title)}"` : '';
  return `[${text}](${writeHref(href)}${suffix})`;
}

export function writeHref(href: string): string {
  const escaped = href
    .replace(/[\\<>()]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/^\s|\s$|[^\S ]|\|/g, encodeReference);
  // In angle brackets it is a link and no mention of that document.
  return /^[\w./~%?#=&+:@,;$'-]+$/.test(escaped) && !href.startsWith('/d/') ? escaped : `<${escaped}>`;
}

/** By references rather than backslashes, which parsers treat in different ways inside a title. */
export function writeTitle(title: string): string {
  return title.replace(controls, '').replace(/[\\"'`()<>[\]&|]|[^\S ]/g, encodeReference);
}

function writeMark(mark: Mark, children: readonly Inline[], place: Place): string {
  const delimiter = delimiterOf(mark);
  if (delimiter !== undefined && place.mayDelimit) {
    const inside = writeAll(children, { ...place, before: delimiter.at(-1) ?? '', followed: true, after: delimiter });
    if (canDelimit(delimiter, inside, place)) return `${delimiter}${inside}${delimiter}`;
  }
  const tag = tagByMark[mark.type.name] ?? mark.type.name;
  const inside = writeAll(children, { ...place, before: '>', followed: true, after: '<' });
  return `<${tag}${attributesOf(mark)}>${inside}</${tag}>`;
}

/** The default colour has a delimiter, the others are tags. */
function delimiterOf({ type, attrs }: Mark): string | undefined {
  if (type.name !== 'highlight') return delimiterByMark[type.name];
  return readAttributes(highlightAttributes, attrs).color === 'yellow' ? '==' : undefined;
}

function attributesOf({ type, attrs }: Mark): string {
  switch (type.name) {
    case 'highlight':
    case 'textColor':
      return attrs['color'] === 'yellow' && type.name === 'highlight' ? '' : ` data-color="${attrs['color']}"`;
    case 'link': {
      const title = attrs['title'] ? ` title="${escapeAttribute(String(attrs['title']))}"` : '';
      return ` href="${escapeAttribute(String(attrs['href'] ?? ''))}"${title}`;
    }
    default:
      return '';
  }
}

/** CommonMark's rules for left- and right-flanking delimiters, stricter where parsers are known to differ. */
function canDelimit(delimiter: string, inside: string, { before, after }: Place): boolean {
  const character = delimiter.at(-1) ?? '';
  const first = firstOf(inside);
  const last = lastOf(inside);
  if (inside === '' || inside.includes('\n') || isSpace(first) || isSpace(last)) return false;
  if ([before, after[0], first, last].includes(character)) return false;
  if (delimiter === '==') return !inside.includes('=') && last !== '\\';
  if (character === '_' && !(isEdge(before) && isEdge(after))) return false;
  return (isWord(first) || isEdge(before)) && (isWord(last) || isEdge(after));
}

/** Enough of what follows to judge a delimiter by. */
function firstCharacter(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return firstOf(inline.text);
    case 'code':
      return '`';
    case 'math':
      return '$';
    case 'document':
      return '[';
    case 'break':
      return '\\';
    case 'mark':
      return inline.mark.type.name === 'link' ? '[' : (delimiterOf(inline.mark) ?? '<');
  }
}

function isSpace(character: string): boolean {
  return /^\s/.test(character);
}

/** By code points: an emoji is a symbol, half of one is nothing. */
function firstOf(text: string): string {
  return /^./su.exec(text)?.[0] ?? '';
}

function lastOf(text: string): string {
  return /.$/su.exec(text)?.[0] ?? '';
}

/** Where a word ends. Symbols and what is outside the basic plane are left out: parsers disagree about those. */
function isEdge(character: string): boolean {
  return character === '' || (character.length === 1 && /[\s\p{P}]/u.test(character));
}

/** Neither white space nor punctuation nor symbol. */
function isWord(character: string): boolean {
  return character !== '' && !/^[\s\p{P}\p{S}]/u.test(character);
}
