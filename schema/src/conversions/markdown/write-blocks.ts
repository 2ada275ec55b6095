import type { Node } from '@tiptap/pm/model';
import { calloutAttributes } from '../../extensions/callout.js';
import { maxHeadingLevel } from '../../extensions/document-extensions.js';
import { writeAlertMark } from './alerts.js';
import { writeBlockMath, writeFile, writeImage, writeLinkCard } from './write-embeds.js';
import { writeHeadingInline, writeInline } from './write-inline.js';
import { writeTable } from './write-table.js';

interface BlockPlace {
  /** Nothing stands before it in its container: a rule of dashes would be front matter, or part of a list's marker. */
  readonly isFirst: boolean;
  /** A list's marker. */
  readonly marker: string;
}

const bulletMarkers = ['-', '*', '+'];
const orderedMarkers = ['.', ')'];

type BlockWriter = (node: Node, place: BlockPlace) => string;

/** How each block is written. A block without an entry is written as the blocks or the text inside it. */
const writers: Readonly<Record<string, BlockWriter>> = {
  paragraph: (node) => writeInline(node),
  heading: (node) => {
    const level = Math.min(Math.max(Math.trunc(Number(node.attrs['level'])) || 1, 1), maxHeadingLevel);
    return `${'#'.repeat(level)} ${writeHeadingInline(node)}`.trimEnd();
  },
  blockquote: (node) => prefixLines(writeBlocks(node), '> ', '> '),
  codeBlock: writeCodeBlock,
  horizontalRule: (_, { isFirst }) => (isFirst ? '___' : '---'),
  bulletList: (node, { marker }) => writeList(node, () => marker),
  orderedList: (node, { marker }) => {
    const start = Math.trunc(Number(node.attrs['start'] ?? 1));
    const first = start >= 0 && start + node.childCount < 1e9 ? start : 1;
    return writeList(node, (index) => `${first + index}${marker}`);
  },
  taskList: (node, { marker }) => writeList(node, () => marker),
  // Only where a document breaks the schema; in its list an item is written by writeList.
  listItem: (node) => writeBlocks(node),
  taskItem: (node) => writeBlocks(node),
  callout: writeCallout,
  details: writeDetails,
  table: (node) => writeTable(node, writeBlocks),
  image: writeImage,
  file: writeFile,
  linkCard: writeLinkCard,
  blockMath: writeBlockMath,
  tableOfContents: () => '[TOC]',
};

interface BlocksOptions {
  readonly separator?: string;
  /** The marker of the list item that the blocks are in. */
  readonly itemMarker?: string;
}

/** The blocks of a node with an empty line between them. Empty paragraphs have no form in Markdown and are left out. */
export function writeBlocks(parent: Node, { separator = '\n\n', itemMarker = '' }: BlocksOptions = {}): string {
  const written: string[] = [];
  let previous: { readonly type: string; readonly marker: string } | undefined;
  for (const node of sayable(parent)) {
    const isFirst = written.length === 0;
    // Two lists side by side are told apart by their markers; and empty items on one line, `- - -`, would be a rule.
    const marker = listMarker(node, [
      previous !== undefined && isSameKind(previous.type, node.type.name) ? previous.marker : '',
      isFirst ? itemMarker : '',
    ]);
    const text = writeBlock(node, { isFirst, marker });
    if (text === '') continue;
    written.push(text);
    previous = { type: node.type.name, marker };
  }
  return written.join(separator);
}

/** What a node holds, with the blocks of columns and of anything else without a form of its own in their place. */
function sayable(parent: Node): Node[] {
  const nodes: Node[] = [];
  parent.forEach((node) => {
    if (node.isTextblock || Object.hasOwn(writers, node.type.name)) nodes.push(node);
    else nodes.push(...sayable(node));
  });
  return nodes;
}

/** Whether two lists are told apart by their markers alone. */
function isSameKind(type: string, other: string): boolean {
  return type === other || (type !== 'orderedList' && other !== 'orderedList');
}

function listMarker(node: Node, taken: readonly string[]): string {
  const markers = node.type.name === 'orderedList' ? orderedMarkers : bulletMarkers;
  return markers.find((marker) => !taken.includes(marker)) ?? '-';
}

function writeBlock(node: Node, place: BlockPlace): string {
  const writer = writers[node.type.name];
  if (writer !== undefined) return writer(node, place);
  return node.inlineContent ? writeInline(node) : writeBlocks(node);
}

function writeCodeBlock(node: Node): string {
  const code = node.textContent.replace(/\r\n?/g, '\n');
  const longest = Math.max(2, ...(code.match(/^[ \t]*`+/gm) ?? []).map((run) => run.trim().length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${writeInfo(node.attrs['language'])}\n${code === '' ? '' : `${code}\n`}${fence}`;
}

/** The word after the fence; what cannot be one word there is left out. */
function writeInfo(language: unknown): string {
  if (typeof language !== 'string' || !/^[^\s`]+$/.test(language)) return '';
  // Alone, it is GitHub's fence for a formula.
  if (language === 'math') return 'math code';
  return language.replace(/[\\]/g, '\\$&').replace(/&(?=#?\w+;)/g, '&amp;');
}

function writeList(list: Node, markerOf: (index: number) => string): string {
  const items: string[] = [];
  let isTight = true;
  list.forEach((item) => {
    isTight &&= canBeTight(item);
  });
  const separator = isTight ? '\n' : '\n\n';
  list.forEach((item, _, index) => {
    const marker = markerOf(index);
    const body = writeItem(item, separator, marker);
    items.push(body === '' ? marker : prefixLines(body, `${marker} `, ' '.repeat(marker.length + 1)));
  });
  return items.join(separator);
}

function writeItem(item: Node, separator: string, itemMarker: string): string {
  const body = writeBlocks(item, { separator, itemMarker });
  if (item.type.name !== 'taskItem') return body;
  const box = item.attrs['checked'] === true ? '[x]' : '[ ]';
  const first = item.firstChild;
  // The box belongs to the first paragraph: without one it is a paragraph by itself.
  const hasText = first?.type.name === 'paragraph' && first.content.size > 0;
  if (body === '') return box;
  return hasText ? `${box} ${body}` : `${box}${separator}${body}`;
}

function writeCallout(node: Node): string {
  const body = writeBlocks(node);
  const mark = writeAlertMark(calloutAttributes.kind(node.attrs['kind']));
  const lines = body === '' ? mark : isParagraph(firstWritten(node)) ? `${mark}\n${body}` : `${mark}\n\n${body}`;
  return prefixLines(lines, '> ', '> ');
}

/** GitHub reads Markdown between the tags, but a summary as HTML. */
function writeDetails(node: Node): string {
  const summary: string[] = [];
  const content: string[] = [];
  node.forEach((child) => {
    if (child.type.name === 'detailsSummary') summary.push(writeInline(child, { inHtml: true }));
    else content.push(child.inlineContent ? writeInline(child) : writeBlock(child, { isFirst: false, marker: '-' }));
  });
  return [`<details>\n<summary>${summary.join(' ')}</summary>`, ...content, '</details>']
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The first child that has a form in Markdown. */
function firstWritten(node: Node): Node | undefined {
  let first: Node | undefined;
  node.forEach((child) => {
    if (child.type.name !== 'paragraph' || child.content.size > 0) first ??= child;
  });
  return first;
}

function isParagraph(node: Node | undefined): boolean {
  return node?.type.name === 'paragraph';
}

/**
 * Whether an item needs no empty lines: a paragraph with lists in it that may interrupt a paragraph, which an ordered
 * list that does not begin with 1 and a list that begins with an empty item may not.
 */
function canBeTight(item: Node): boolean {
  let tight = true;
  item.forEach((child, _, index) => {
    if (index === 0) tight &&= child.type.name === 'paragraph' && !isLoneBreak(child);
    else {
      const previous = item.child(index - 1);
      const isApart = !isList(previous) || !isSameKind(previous.type.name, child.type.name);
      tight &&= isList(child) && isApart && interruptsParagraph(child);
    }
  });
  return tight;
}

/** It is written as a tag alone on its line, which is an HTML block and lasts until an empty line. */
function isLoneBreak(paragraph: Node): boolean {
  return paragraph.childCount === 1 && paragraph.firstChild?.type.name === 'hardBreak';
}

function interruptsParagraph(list: Node): boolean {
  const first = list.firstChild?.firstChild;
  const startsAtOne = list.type.name !== 'orderedList' || Number(list.attrs['start'] ?? 1) === 1;
  return startsAtOne && first?.type.name === 'paragraph' && first.content.size > 0;
}

function isList(node: Node): boolean {
  return ['bulletList', 'orderedList', 'taskList'].includes(node.type.name);
}

function prefixLines(text: string, first: string, rest: string): string {
  const withPrefix = (line: string, prefix: string) => (line === '' ? prefix.trimEnd() : prefix + line);
  return text
    .split('\n')
    .map((line, index) => withPrefix(line, index === 0 ? first : rest))
    .join('\n');
}
