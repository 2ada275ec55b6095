import { Lexer, type Token, type Tokens } from 'marked';
import { maxHeadingLevel } from '../../extensions/document-extensions.js';
import type { JsonNode } from '../json-content.js';
import { decodeReferences } from './character-references.js';
import { lexerOptions } from './lexer-options.js';
import { readInline } from './read-inline.js';

/** How each of the lexer's block tokens becomes blocks. */
export function readBlocks(tokens: readonly Token[]): JsonNode[] {
  return tokens.flatMap(readBlock);
}

function readBlock(token: Token): JsonNode[] {
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'heading':
      return [readHeading(token as Tokens.Heading)];
    case 'paragraph':
    case 'text':
      return [paragraph(readInline((token as Tokens.Paragraph).tokens ?? [token]))];
    case 'code':
      return [readCode(token as Tokens.Code)];
    case 'blockquote':
      return [{ type: 'blockquote', content: orEmptyParagraph(readBlocks((token as Tokens.Blockquote).tokens)) }];
    case 'list':
      return [readList(token as Tokens.List)];
    case 'hr':
      return [{ type: 'horizontalRule' }];
    case 'html':
      // Never parsed as HTML: tags that stand for a mark are read, all others stay visible as text.
      return [paragraph(readInline(Lexer.lexInline(token.raw.trim(), lexerOptions())))];
    default:
      // A construct without a node here, such as a table: its source is kept, in columns.
      return [codeBlock(token.raw.trimEnd(), null)];
  }
}

function readHeading({ depth, tokens }: Tokens.Heading): JsonNode {
  return { type: 'heading', attrs: { level: Math.min(depth, maxHeadingLevel) }, content: readInline(tokens) };
}

function readCode({ text, lang }: Tokens.Code): JsonNode {
  const language = decodeReferences(lang ?? '')
    .trim()
    .split(/\s/)[0];
  return codeBlock(text, language && !language.includes('`') ? language : null);
}

function codeBlock(text: string, language: string | null): JsonNode {
  return { type: 'codeBlock', attrs: { language }, ...(text !== '' && { content: [{ type: 'text', text }] }) };
}

function readList({ ordered, start, items }: Tokens.List): JsonNode {
  const content = items.map((item) => ({ type: 'listItem', content: readItem(item) }));
  if (!ordered) return { type: 'bulletList', content };
  return { type: 'orderedList', attrs: { start: start === '' ? 1 : start }, content };
}

/** The schema wants a paragraph first. There is no task node yet: the box is kept as it was typed. */
function readItem(item: Tokens.ListItem): JsonNode[] {
  const [first, ...rest] = item.tokens;
  const content = first?.type === 'checkbox' ? withCheckbox(first, rest) : readBlocks(item.tokens);
  return content[0]?.type === 'paragraph' ? content : [paragraph([]), ...content];
}

function withCheckbox(box: Token, rest: readonly Token[]): JsonNode[] {
  const [first, ...others] = readBlocks(rest);
  const text: JsonNode = { type: 'text', text: `${box.raw.trim()} ` };
  if (first?.type === 'paragraph') return [paragraph([text, ...(first.content ?? [])]), ...others];
  return [paragraph([text]), ...readBlocks(rest)];
}

function paragraph(content: readonly JsonNode[]): JsonNode {
  return { type: 'paragraph', ...(content.length > 0 && { content }) };
}

function orEmptyParagraph(content: JsonNode[]): JsonNode[] {
  return content.length > 0 ? content : [paragraph([])];
}
