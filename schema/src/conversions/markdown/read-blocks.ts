import type { Token, Tokens } from 'marked';
import { maxHeadingLevel } from '../../extensions/document-extensions.js';
import { isOwnFile } from '../../extensions/safe-source.js';
import type { JsonNode } from '../json-content.js';
import { readAlert } from './alerts.js';
import { isOpaque, tagsOf } from './block-tags.js';
import type { BoundedLexer } from './bounded-lexer.js';
import { decodeReferences } from './character-references.js';
import { readFileTitle } from './file-title.js';
import { Frames } from './frames.js';
import type { MathToken } from './math-syntax.js';
import { paragraph, readTextblocks } from './read-inline.js';

/** How each of the lexer's block tokens becomes blocks. */
export function readBlocks(lexer: BoundedLexer, tokens: readonly Token[], depth = 0): JsonNode[] {
  const frames = new Frames(lexer, depth);
  for (const token of tokens) {
    if (token.type === 'html' && !isOpaque(token.raw)) {
      for (const part of tagsOf(token.raw)) frames.take(part);
    } else {
      frames.add(readBlock(lexer, token, depth + frames.depth));
    }
  }
  return frames.end();
}

function readBlock(lexer: BoundedLexer, token: Token, depth: number): JsonNode[] {
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'heading': {
      const { text, depth: level } = token as Tokens.Heading;
      const attrs = { level: Math.min(level, maxHeadingLevel) };
      return readTextblocks(lexer, text, (content) => ({ type: 'heading', attrs, content }));
    }
    case 'paragraph':
    case 'text':
      return readParagraph(lexer, (token as Tokens.Paragraph).text);
    case 'code':
      return [readCode(token as Tokens.Code)];
    case 'blockMath':
      return [{ type: 'blockMath', attrs: { latex: (token as MathToken).latex } }];
    case 'blockquote':
      return [readQuote(lexer, (token as Tokens.Blockquote).tokens, depth)];
    case 'list':
      return readList(lexer, token as Tokens.List, depth);
    case 'table':
      return [readTable(lexer, token as Tokens.Table)];
    case 'hr':
      return [{ type: 'horizontalRule' }];
    case 'html':
      return readHtml(lexer, token.raw.trim());
    default:
      // A construct without a node here: its source is kept, in columns.
      return [codeBlock(token.raw.trimEnd(), null)];
  }
}

/** An HTML block of tags that stand for marks or for nothing; any other stays as it is typed. */
function readHtml(lexer: BoundedLexer, raw: string): JsonNode[] {
  const [, digit, text] = /^<h([1-6])(?:\s[^<>]*)?>([\s\S]*)<\/h\1\s*>$/i.exec(raw) ?? [];
  const blocks =
    digit === undefined
      ? readTextblocks(lexer, raw)
      : readTextblocks(lexer, text ?? '', (content) => ({
          type: 'heading',
          attrs: { level: Math.min(Number(digit), maxHeadingLevel) },
          content,
        }));
  return blocks.filter(({ content, type }) => type === 'image' || (content ?? []).length > 0);
}

function readParagraph(lexer: BoundedLexer, text: string): JsonNode[] {
  if (/^\[(?:TOC|toc|\[_TOC_\])\]$/.test(text.trim())) return [{ type: 'tableOfContents' }];
  const blocks = readTextblocks(lexer, text);
  return blocks.map((block) => asFile(block) ?? block);
}

/** A link alone on its line whose title says that it is a file. */
function asFile({ type, content = [] }: JsonNode): JsonNode | undefined {
  const { href, title } = content[0]?.marks?.[0]?.attrs ?? {};
  const known = type === 'paragraph' ? readFileTitle(title) : undefined;
  if (known === undefined || !(isOwnFile(href) || /^https?:/i.test(String(href)))) return undefined;
  const isLink = ({ type, marks }: JsonNode) =>
    type === 'text' &&
    marks?.length === 1 &&
    marks[0]?.attrs?.['href'] === href &&
    marks[0]?.attrs?.['title'] === title;
  if (!content.every(isLink)) return undefined;
  return { type: 'file', attrs: { src: href, name: content.map(({ text }) => text).join(''), ...known } };
}

/** `math` is GitHub's fence for a formula; a code block of that language is written with a second word. */
function readCode({ text, lang }: Tokens.Code): JsonNode {
  const info = decodeReferences(lang ?? '').trim();
  if (info === 'math') return { type: 'blockMath', attrs: { latex: text } };
  const language = info.split(/\s/)[0];
  return codeBlock(text, language && !language.includes('`') ? language : null);
}

function codeBlock(text: string, language: string | null): JsonNode {
  return { type: 'codeBlock', attrs: { language }, ...(text !== '' && { content: [{ type: 'text', text }] }) };
}

function readQuote(lexer: BoundedLexer, tokens: readonly Token[], depth: number): JsonNode {
  const [first, ...rest] = tokens;
  const alert = first?.type === 'paragraph' ? readAlert((first as Tokens.Paragraph).text) : undefined;
  if (alert === undefined) {
    return { type: 'blockquote', content: orEmptyParagraph(readBlocks(lexer, tokens, depth + 1)) };
  }
  const { kind, title, text } = alert;
  const content = [
    ...(title === '' ? [] : readTextblocks(lexer, `**${title}**`)),
    ...(text === '' ? [] : readParagraph(lexer, text)),
    ...readBlocks(lexer, rest, depth + 1),
  ];
  return { type: 'callout', attrs: { kind }, content: orEmptyParagraph(content) };
}

/** Items with a box and items without become lists of their own. Numbers are worth more than boxes. */
function readList(lexer: BoundedLexer, { ordered, start, items }: Tokens.List, depth: number): JsonNode[] {
  if (ordered) {
    const content = items.map(({ tokens }) => ({ type: 'listItem', content: readItem(lexer, tokens, depth) }));
    return [{ type: 'orderedList', attrs: { start: start === '' ? 1 : start }, content }];
  }
  const lists: { type: string; content: JsonNode[] }[] = [];
  for (const { tokens } of items) {
    const box = readBox(tokens[0]);
    const type = box === undefined ? 'bulletList' : 'taskList';
    if (lists.at(-1)?.type !== type) lists.push({ type, content: [] });
    const item: JsonNode =
      box === undefined
        ? { type: 'listItem', content: readItem(lexer, tokens, depth) }
        : {
            type: 'taskItem',
            attrs: { checked: box.checked },
            content: readItem(lexer, [box.rest, ...tokens.slice(1)], depth),
          };
    lists.at(-1)?.content.push(item);
  }
  return lists;
}

interface Box {
  readonly checked: boolean;
  /** The paragraph without it. */
  readonly rest: Token;
}

/** Also of an item that says nothing else, which GitHub leaves as text. */
function readBox(first: Token | undefined): Box | undefined {
  if (first?.type !== 'text' && first?.type !== 'paragraph') return undefined;
  const { text } = first as Tokens.Paragraph;
  const match = /^\[([ xX])\](?:\s+|$)/.exec(text);
  if (match === null) return undefined;
  return { checked: match[1] !== ' ', rest: { ...first, text: text.slice(match[0].length) } };
}

/** The schema wants a paragraph first. */
function readItem(lexer: BoundedLexer, tokens: readonly Token[], depth: number): JsonNode[] {
  const content = readBlocks(lexer, tokens, depth + 2);
  return content[0]?.type === 'paragraph' ? content : [paragraph(), ...content];
}

function readTable(lexer: BoundedLexer, { header, rows }: Tokens.Table): JsonNode {
  const readCell = (type: string, { text, align }: Tokens.TableCell): JsonNode => ({
    type,
    content: readTextblocks(lexer, text).map((block) =>
      align !== null && block.type === 'paragraph' ? { ...block, attrs: { textAlign: align } } : block,
    ),
  });
  const readRow = (type: string, cells: readonly Tokens.TableCell[]): JsonNode => ({
    type: 'tableRow',
    content: cells.map((cell) => readCell(type, cell)),
  });
  return {
    type: 'table',
    content: [readRow('tableHeader', header), ...rows.map((row) => readRow('tableCell', row))],
  };
}

function orEmptyParagraph(content: readonly JsonNode[]): readonly JsonNode[] {
  return content.length > 0 ? content : [paragraph()];
}
