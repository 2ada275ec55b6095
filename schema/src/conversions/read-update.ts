import * as Y from 'yjs';
import { bodyField, titleField } from '../fields.js';
import { ConversionBudget, type ConversionLimits, defaultConversionLimits } from './conversion-budget.js';
import { ConversionError } from './conversion-error.js';
import type { DocumentContent, JsonMark, JsonNode } from './json-content.js';

/** Longest title, in UTF-16 units; the rest is cut. */
export const maxTitleLength = 500;

/**
 * Reads a document out of its state. Nodes and marks that this version does not know are kept as they are stored: the
 * bindings' own readers delete them from the document or throw.
 *
 * @param update the whole document as one Yjs v1 update; it is not changed
 * @throws {ConversionError} `bad-update`, `too-deep` or `too-large`
 */
export function readUpdate(update: Uint8Array, limits: ConversionLimits = defaultConversionLimits): DocumentContent {
  const doc = new Y.Doc({ gc: false });
  try {
    try {
      Y.applyUpdate(doc, update);
    } catch (cause) {
      throw new ConversionError('bad-update', 'the document is not a readable Yjs update', { cause });
    }
    return { title: readTitle(doc), body: readBody(doc, limits) };
  } finally {
    doc.destroy();
  }
}

/** The title alone, for lists: cheaper than the whole content. @throws {ConversionError} `bad-update` */
export function readTitleOfUpdate(update: Uint8Array): string {
  const doc = new Y.Doc({ gc: false });
  try {
    Y.applyUpdate(doc, update);
    return readTitle(doc);
  } catch (cause) {
    throw new ConversionError('bad-update', 'the document is not a readable Yjs update', { cause });
  } finally {
    doc.destroy();
  }
}

/** Text of the title field on one line. Whatever structure a client made inside it is read through. */
export function readTitle(doc: Y.Doc): string {
  let text = '';
  const pending: unknown[] = doc.getXmlFragment(titleField).toArray().reverse();
  while (pending.length > 0 && text.length <= maxTitleLength) {
    const next = pending.pop();
    if (next instanceof Y.XmlText) {
      for (const { insert } of next.toDelta() as { insert: unknown }[]) if (typeof insert === 'string') text += insert;
    } else if (next instanceof Y.XmlElement) {
      // Blocks are separated; the collapse below removes what is too much.
      text += ' ';
      for (const child of next.toArray().reverse()) pending.push(child);
    }
  }
  return oneLine(text);
}

/** Collapses white space and cuts at `maxTitleLength`, never inside a surrogate pair. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= maxTitleLength) return line;
  const cut = line.slice(0, maxTitleLength);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** @throws {ConversionError} `too-deep` or `too-large` */
export function readBody(doc: Y.Doc, limits: ConversionLimits = defaultConversionLimits): JsonNode {
  const budget = new ConversionBudget(limits);
  return { type: 'doc', content: readChildren(doc.getXmlFragment(bodyField), budget, 1) };
}

function readChildren(parent: Y.XmlFragment, budget: ConversionBudget, depth: number): JsonNode[] {
  budget.checkDepth(depth);
  const nodes: JsonNode[] = [];
  for (const child of parent.toArray() as unknown[]) {
    // XmlHook and foreign shared types have no ProseMirror form; no editor of ours writes them.
    if (child instanceof Y.XmlText) readText(child, budget, nodes);
    else if (child instanceof Y.XmlElement) nodes.push(readElement(child, budget, depth));
  }
  return nodes;
}

function readElement(element: Y.XmlElement, budget: ConversionBudget, depth: number): JsonNode {
  budget.takeNode();
  budget.takeCharacters(element.nodeName.length);
  const attrs: Record<string, unknown> = element.getAttributes();
  budget.takeValue(attrs);
  const content = readChildren(element, budget, depth + 1);
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(content.length > 0 && { content }),
  };
}

function readText(text: Y.XmlText, budget: ConversionBudget, into: JsonNode[]): void {
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof insert !== 'string' || insert === '') continue;
    budget.takeNode();
    budget.takeCharacters(insert.length);
    const marks = attributes === undefined ? [] : readMarks(attributes, budget);
    into.push({ type: 'text', text: insert, ...(marks.length > 0 && { marks }) });
  }
}

/** y-prosemirror names a mark that may overlap itself `name--<hash>`. */
const overlappingMarkName = /^(.*)--[a-zA-Z0-9+/=]{8}$/s;

function readMarks(attributes: Record<string, unknown>, budget: ConversionBudget): JsonMark[] {
  const marks: JsonMark[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) continue;
    budget.takeNode();
    budget.takeCharacters(name.length);
    budget.takeValue(value);
    const type = overlappingMarkName.exec(name)?.[1] ?? name;
    const attrs = typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
    marks.push({ type, ...(Object.keys(attrs).length > 0 && { attrs }) });
  }
  return marks;
}
