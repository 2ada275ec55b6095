import type { Node } from '@tiptap/pm/model';
import { serializeAttrsToHTMLString, serializeChildrenToHTMLString } from '@tiptap/static-renderer/pm/html-string';
import { maxHeadingLevel } from '../extensions/document-extensions.js';
import { knownAttributes } from '../extensions/known-attributes.js';
import { textOfLeaf } from './plain-text.js';

interface Rendering {
  readonly node: Node;
  readonly children?: string | string[];
}

/** How a node is written, by its name. */
type NodeMapping = Record<string, (rendering: Rendering) => string>;

/**
 * Writes a document's headings with ids, and its tables of contents as lists of links to them. In the document a table
 * of contents is empty: whoever shows it fills it. Nothing for a document without one.
 */
export function headingLinks(doc: Node): NodeMapping {
  const headings: Node[] = [];
  let hasTable = false;
  doc.descendants((node) => {
    if (node.type.name === 'heading' && node.content.size > 0) headings.push(node);
    hasTable ||= node.type.name === 'tableOfContents';
    return !node.inlineContent;
  });
  if (!hasTable) return {};
  const ids = new Map(headings.map((heading, index) => [heading, `heading-${index + 1}`]));
  return {
    heading: ({ node, children }) => writeHeading(node, ids.get(node), children),
    tableOfContents: ({ node }) => writeTable(node, ids),
  };
}

function writeHeading(node: Node, id: string | undefined, children: Rendering['children']): string {
  const { textAlign, blockId } = knownAttributes('heading', node.attrs);
  const attributes = serializeAttrsToHTMLString({
    id,
    style: textAlign ? `text-align: ${textAlign}` : null,
    'data-block-id': blockId,
  });
  const tag = `h${levelOf(node)}`;
  return `<${tag}${attributes}>${serializeChildrenToHTMLString(children)}</${tag}>`;
}

function writeTable(table: Node, ids: ReadonlyMap<Node, string>): string {
  const { blockId } = knownAttributes('tableOfContents', table.attrs);
  const attributes = serializeAttrsToHTMLString({
    class: 'mh-table-of-contents',
    'data-type': 'table-of-contents',
    'data-block-id': blockId,
  });
  const top = Math.min(maxHeadingLevel, ...[...ids.keys()].map(levelOf));
  const entries = [...ids].map(([heading, id]) => {
    const text = escapeText(heading.textBetween(0, heading.content.size, ' ', textOfLeaf));
    return `<li style="margin-left: ${(levelOf(heading) - top) * 24}px"><a href="#${id}">${text}</a></li>`;
  });
  return `<nav${attributes}>${entries.length === 0 ? '' : `<ul>${entries.join('')}</ul>`}</nav>`;
}

function levelOf(heading: Node): number {
  return Math.min(Math.max(Math.trunc(Number(heading.attrs['level'])) || 1, 1), maxHeadingLevel);
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
