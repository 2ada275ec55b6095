import { Node, type NodeType } from '@tiptap/pm/model';
import { documentSchema } from '../document-schema.js';
import { knownAttributes } from '../extensions/known-attributes.js';
import { isSafeHref } from '../extensions/safe-href.js';
import type { JsonMark, JsonNode } from './json-content.js';

/**
 * The part of a document that this version can show: what HTML, Markdown and text are made from. An unknown node is
 * replaced by its content, an unknown mark and a link that could run code by nothing, and an attribute that holds what it
 * must not by its default. The document itself stays as it is; JSON exports keep everything.
 *
 * The result may break the schema's rules about what contains what (a shared document can, for a moment), but a text
 * block holds only inline nodes and every other node only blocks, so that renderers need not care.
 */
export function knownContent(body: JsonNode): Node {
  const content = blocks(body.content ?? []);
  return Node.fromJSON(documentSchema, {
    type: documentSchema.topNodeType.name,
    content: content.length > 0 ? content : [{ type: 'paragraph' }],
  });
}

function blocks(nodes: readonly JsonNode[]): JsonNode[] {
  const result: JsonNode[] = [];
  let loose: JsonNode[] = [];
  const wrapLoose = () => {
    if (loose.length > 0) result.push({ type: 'paragraph', content: loose });
    loose = [];
  };
  for (const node of nodes) {
    const type = knownType(node);
    if (isInline(node, type)) {
      loose.push(...inlines([node]));
      continue;
    }
    wrapLoose();
    if (type === undefined) result.push(...blocks(node.content ?? []));
    else result.push(withContent(node, type));
  }
  wrapLoose();
  return result;
}

function withContent(node: JsonNode, type: NodeType): JsonNode {
  const content = type.isLeaf ? [] : type.inlineContent ? inlines(node.content ?? []) : blocks(node.content ?? []);
  return { type: type.name, attrs: knownAttributes(type.name, node.attrs), ...(content.length > 0 && { content }) };
}

function inlines(nodes: readonly JsonNode[]): JsonNode[] {
  return nodes.flatMap((node) => {
    const type = knownType(node);
    const marks = knownMarks(node.marks ?? []);
    if (type?.isText) return node.text ? [{ type: 'text', text: node.text, marks }] : [];
    if (type?.isInline) return [{ ...withContent(node, type), marks }];
    return inlines(node.content ?? []);
  });
}

function isInline(node: JsonNode, type: NodeType | undefined): boolean {
  if (type !== undefined) return type.isInline;
  // An unknown node is inline if it cannot be anything else; with blocks inside, those are hoisted.
  return (node.content ?? []).some((child) => knownType(child)?.isInline);
}

function knownType(node: JsonNode): NodeType | undefined {
  const type = documentSchema.nodes[node.type];
  if (type === undefined || type === documentSchema.topNodeType) return undefined;
  return hasAttrs(type.spec.attrs, node.attrs) ? type : undefined;
}

function knownMarks(marks: readonly JsonMark[]): JsonMark[] {
  return marks.flatMap((mark) => {
    const type = documentSchema.marks[mark.type];
    if (type === undefined || !hasAttrs(type.spec.attrs, mark.attrs)) return [];
    if (mark.type === 'link' && !isSafeHref(mark.attrs?.['href'])) return [];
    return [{ type: mark.type, attrs: knownAttributes(mark.type, mark.attrs) }];
  });
}

/** Whether every attribute that has no default is there; ProseMirror throws otherwise. */
function hasAttrs(
  spec: Readonly<Record<string, { default?: unknown }>> | undefined,
  attrs: Readonly<Record<string, unknown>> | undefined,
): boolean {
  return Object.entries(spec ?? {}).every(
    ([name, { default: value }]) => value !== undefined || attrs?.[name] !== undefined,
  );
}
