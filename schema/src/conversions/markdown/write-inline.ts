import type { Mark, Node } from '@tiptap/pm/model';
import { encodeReference } from './character-references.js';
import {
  controls,
  escapeHeadingEnd,
  escapeInline,
  escapeLineEnd,
  escapeLineStart,
  unstableSpace,
} from './escape-text.js';
import { tagByMark } from './inline-tags.js';
import { type Inline, inlineTree } from './inline-tree.js';

const delimiterByMark: Readonly<Record<string, string>> = { bold: '**', italic: '_', strike: '~~' };

interface Place {
  /** A heading is one line, so that a break in it must be a tag. */
  readonly oneLine: boolean;
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

/** The content of a text block as Markdown. */
export function writeInline(textblock: Node, options: { readonly oneLine?: boolean } = {}): string {
  const place: Place = {
    oneLine: options.oneLine ?? false,
    mayDelimit: !hasAwkwardCode(textblock),
    inLink: false,
    before: '',
    followed: false,
    mayBreakLine: false,
    after: '',
  };
  const markdown = writeAll(inlineTree(textblock), place);
  return place.oneLine ? escapeHeadingEnd(markdown) : markdown;
}

function hasAwkwardCode(textblock: Node): boolean {
  let found = false;
  textblock.forEach((node) => {
    found ||= /[\\`]/.test(node.text ?? '') && node.marks.some((mark) => mark.type.name === 'code');
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
      // In a link's text marked counts backticks wrongly and takes backslashes off brackets: the link is worth more.
      return place.inLink && /`|\\[[\]]/.test(inline.text) ? writeText(inline.text, place) : writeCode(inline.text);
    case 'break':
      return place.mayBreakLine ? '\\\n' : '<br>';
    case 'mark':
      return inline.mark.type.name === 'link'
        ? writeLink(inline.mark, inline.children, place)
        : writeMark(inline.mark, inline.children, place);
  }
}

function writeText(text: string, place: Place): string {
  let written = escapeInline(text);
  // marked takes the backslashes off a link's text before it looks for links in there.
  if (place.inLink) written = written.replace(/\\([[\]])/g, (_, bracket: string) => encodeReference(bracket));
  if (place.before === '' || place.before === '\n') written = escapeLineStart(written);
  // '\\' is how a break begins that ends the line here.
  if (!place.followed || place.after === '\\') written = escapeLineEnd(written);
  return written;
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

function writeHref(href: string): string {
  const escaped = href
    .replace(/[\\<>()]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/^\s|\s$|[^\S ]/g, encodeReference);
  return /^[\w./~%?#=&+:@,;$'-]+$/.test(escaped) ? escaped : `<${escaped}>`;
}

/** By references rather than backslashes, which parsers treat in different ways inside a title. */
function writeTitle(title: string): string {
  return title.replace(controls, '').replace(/[\\"'`()<>[\]&]|[^\S ]/g, encodeReference);
}

function writeMark(mark: Mark, children: readonly Inline[], place: Place): string {
  const delimiter = delimiterByMark[mark.type.name];
  if (delimiter !== undefined && place.mayDelimit) {
    const inside = writeAll(children, { ...place, before: delimiter.at(-1) ?? '', followed: true, after: delimiter });
    if (canDelimit(delimiter, inside, place)) return `${delimiter}${inside}${delimiter}`;
  }
  const tag = tagByMark[mark.type.name] ?? mark.type.name;
  return `<${tag}>${writeAll(children, { ...place, before: '>', followed: true, after: '<' })}</${tag}>`;
}

/** CommonMark's rules for left- and right-flanking delimiters, stricter where parsers are known to differ. */
function canDelimit(delimiter: string, inside: string, { before, after }: Place): boolean {
  const character = delimiter.at(-1) ?? '';
  const first = firstOf(inside);
  const last = lastOf(inside);
  if (inside === '' || inside.includes('\n') || isSpace(first) || isSpace(last)) return false;
  if ([before, after[0], first, last].includes(character)) return false;
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
    case 'break':
      return '\\';
    case 'mark':
      return inline.mark.type.name === 'link' ? '[' : (delimiterByMark[inline.mark.type.name] ?? '<');
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
