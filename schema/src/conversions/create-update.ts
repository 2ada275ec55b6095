import { Node } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { documentSchema } from '../document-schema.js';
import { knownAttributes } from '../extensions/known-attributes.js';
import { isSafeHref } from '../extensions/safe-href.js';
import { bodyField, titleField } from '../fields.js';
import { ConversionBudget, type ConversionLimits, defaultConversionLimits } from './conversion-budget.js';
import { ConversionError } from './conversion-error.js';
import type { JsonMark, JsonNode } from './json-content.js';
import { markdownToBody } from './markdown/from-markdown.js';
import { readFrontMatter } from './markdown/front-matter.js';
import { type HtmlParser, htmlToBody } from './read-html.js';
import { oneLine } from './read-update.js';

/** What a new document is made of. */
export interface NewDocument {
  /** Made into one line; empty for none. */
  readonly title?: string;
  /** A `doc` node that the schema allows; none makes a document without blocks, as an editor finds a new one. */
  readonly body?: unknown;
}

/**
 * Makes the first state of a document. Use it once, where the document is created: two replicas that each seed a
 * document end with the content twice.
 *
 * @returns a Yjs v1 update
 * @throws {ConversionError} `bad-content`, `too-deep` or `too-large`
 */
export function contentToUpdate(
  { title = '', body }: NewDocument,
  limits: ConversionLimits = defaultConversionLimits,
): Uint8Array {
  const doc = new Y.Doc();
  try {
    const line = oneLine(title);
    if (line !== '') insertTitle(doc, line);
    if (body !== undefined) prosemirrorToYXmlFragment(parseBody(body, limits), doc.getXmlFragment(bodyField));
    return Y.encodeStateAsUpdate(doc);
  } finally {
    doc.destroy();
  }
}

/** `contentToUpdate` for ProseMirror JSON. @throws {ConversionError} */
export function jsonToUpdate(body: unknown, title?: string): Uint8Array {
  return contentToUpdate({ body, ...(title !== undefined && { title }) });
}

/**
 * `contentToUpdate` for Markdown. Without a `title`, that of the front matter is the title, or a first line that is a
 * heading of level 1, as `contentToMarkdown` writes it.
 *
 * @throws {ConversionError}
 */
export function markdownToUpdate(markdown: string, title?: string): Uint8Array {
  const front = title === undefined ? readFrontMatter(markdown) : undefined;
  if (front?.title === undefined) return titledUpdate(markdownToBody(markdown), title);
  // Nothing but a title: it need not stand there twice.
  const isTitleAlone = front.source.trim().split('\n').length === 1;
  return contentToUpdate({ title: front.title, body: markdownToBody(isTitleAlone ? front.rest : markdown) });
}

/** `contentToUpdate` for HTML; the title as for Markdown. @throws {ConversionError} */
export function htmlToUpdate(html: string, parse: HtmlParser, title?: string): Uint8Array {
  return titledUpdate(htmlToBody(html, parse), title);
}

function titledUpdate(body: JsonNode, title: string | undefined): Uint8Array {
  if (title !== undefined) return contentToUpdate({ title, body });
  const [first, ...rest] = body.content ?? [];
  if (first?.type !== 'heading' || first.attrs?.['level'] !== 1) return contentToUpdate({ body });
  return contentToUpdate({
    title: textOf(first),
    body: { ...body, content: rest.length > 0 ? rest : [{ type: 'paragraph' }] },
  });
}

/**
 * A body that came from outside, checked against the schema. Links that could run code lose their mark, and attributes
 * that hold what they must not get their default.
 *
 * @throws {ConversionError}
 */
export function parseBody(body: unknown, limits: ConversionLimits = defaultConversionLimits): Node {
  const clean = cleanNode(body, new ConversionBudget(limits), 0);
  try {
    const node = Node.fromJSON(documentSchema, clean);
    if (node.type !== documentSchema.topNodeType) throw new RangeError('not a doc node');
    node.check();
    return node;
  } catch (cause) {
    throw new ConversionError('bad-content', 'the content is not a document of this schema', { cause });
  }
}

function cleanNode(value: unknown, budget: ConversionBudget, depth: number): JsonNode {
  budget.checkDepth(depth);
  budget.takeNode();
  if (!isRecord(value) || typeof value['type'] !== 'string') throw badContent('a node has no type');
  const { type, text, attrs, content, marks } = value;
  if (text !== undefined && typeof text !== 'string') throw badContent('text is not a string');
  if (attrs !== undefined && attrs !== null && !isRecord(attrs)) throw badContent('attrs is not an object');
  if (content !== undefined && content !== null && !Array.isArray(content)) throw badContent('content is not a list');
  if (marks !== undefined && marks !== null && !Array.isArray(marks)) throw badContent('marks is not a list');
  budget.takeCharacters(text?.length ?? 0);
  budget.takeValue(attrs ?? null);
  return {
    type,
    ...(text !== undefined && { text }),
    ...(attrs && { attrs: knownAttributes(type, attrs) }),
    ...(content && { content: content.map((child) => cleanNode(child, budget, depth + 1)) }),
    ...(marks && { marks: compatible(marks.map((mark) => cleanMark(mark, budget)).filter(isHarmless)) }),
  };
}

function cleanMark(value: unknown, budget: ConversionBudget): JsonMark {
  budget.takeNode();
  if (!isRecord(value) || typeof value['type'] !== 'string') throw badContent('a mark has no type');
  const { type, attrs } = value;
  if (attrs !== undefined && attrs !== null && !isRecord(attrs)) throw badContent('attrs is not an object');
  budget.takeValue(attrs ?? null);
  return { type, ...(attrs && { attrs: knownAttributes(type, attrs) }) };
}

function isHarmless(mark: JsonMark): boolean {
  return mark.type !== 'link' || isSafeHref(mark.attrs?.['href']);
}

/**
 * Of marks that exclude each other the first: two people can put both on one text at the same time, and what a JSON
 * export gives must be taken back.
 */
function compatible(marks: readonly JsonMark[]): JsonMark[] {
  const kept: JsonMark[] = [];
  for (const mark of marks) {
    const type = documentSchema.marks[mark.type];
    const clashes = kept.some((other) => type !== undefined && documentSchema.marks[other.type]?.excludes(type));
    if (!clashes) kept.push(mark);
  }
  return kept;
}

function badContent(message: string): ConversionError {
  return new ConversionError('bad-content', message);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function insertTitle(doc: Y.Doc, title: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(title)]);
  doc.getXmlFragment(titleField).insert(0, [paragraph]);
}

function textOf(node: JsonNode): string {
  if (node.type === 'hardBreak') return ' ';
  return node.text ?? (node.content ?? []).map(textOf).join('');
}
