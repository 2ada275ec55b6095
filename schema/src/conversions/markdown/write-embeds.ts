import type { Node } from '@tiptap/pm/model';
import { readAttributes } from '../../extensions/attribute-readers.js';
import { fileAttributes } from '../../extensions/file.js';
import { imageAttributes } from '../../extensions/image.js';
import { linkCardAttributes } from '../../extensions/link-card.js';
import { mathAttributes } from '../../extensions/math.js';
import { escapeAttribute, escapeInline, escapeLineEnd, escapeLineStart } from './escape-text.js';
import { writeFileTitle } from './file-title.js';
import { readBlockMath } from './math-syntax.js';
import { writeHref, writeTitle } from './write-inline.js';

/**
 * A picture with its caption as the title. Its width and where it stands have no form in Markdown: a picture that has one
 * of them is a tag. One that waits for its upload has no address yet and is its words.
 */
export function writeImage(node: Node): string {
  const { src, alt, width, align } = readAttributes(imageAttributes, node.attrs);
  const caption = node.textContent;
  if (src === null) return writeLine([alt, caption].filter(Boolean).join(' '));
  if (width === null && align === null) return `![${writeLabel(alt)}](${writeAddress(src, caption)})`;
  const attributes = { src, alt, width, align, title: caption || null };
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`);
  return `<img${written.join('')}>`;
}

export function writeFile(node: Node): string {
  const { src, name, mime, size } = readAttributes(fileAttributes, node.attrs);
  const label = name || 'File';
  return src === null ? writeLine(label) : `[${writeLabel(label)}](${writeAddress(src, writeFileTitle(mime, size))})`;
}

/** A link on a line of its own. */
export function writeLinkCard(node: Node): string {
  const { href, title, description } = readAttributes(linkCardAttributes, node.attrs);
  if (href === null) return writeLine([title, description].filter(Boolean).join(' '));
  return `[${writeLabel(title || href)}](${writeAddress(href, description)})`;
}

/** GitHub's fence takes what does not fit between dollars. */
export function writeBlockMath(node: Node): string {
  const { latex } = readAttributes(mathAttributes, node.attrs);
  const source = latex.replace(/\t/g, ' ');
  const dollars = `$$\n${source}\n$$`;
  const isSimple = /^\S(?:[\s\S]*\S)?$/.test(source) && !source.includes('$$') && !/\n[ \t]*\n/.test(source);
  if (isSimple && readBlockMath(dollars)?.latex === source) return dollars;
  const longest = Math.max(2, ...(source.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}math\n${source === '' ? '' : `${source}\n`}${fence}`;
}

function writeLine(text: string): string {
  return escapeLineEnd(escapeLineStart(escapeInline(text)));
}

/** Brackets by references: parsers of links differ about escaped ones. */
function writeLabel(text: string): string {
  return escapeInline(text).replace(/\\([[\]`\\|])/g, (_, character: string) => `&#${character.codePointAt(0)};`);
}

function writeAddress(href: string, title: string): string {
  return title === '' ? writeHref(href) : `${writeHref(href)} "${writeTitle(title)}"`;
}
