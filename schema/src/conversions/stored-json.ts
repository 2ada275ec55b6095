import type { Node } from '@tiptap/pm/model';
import type { JsonMark, JsonNode } from './json-content.js';

/** A node as JSON in the form that a stored document has: y-prosemirror does not store attributes that are `null`. */
export function storedJson(node: Node): JsonNode {
  return withoutNulls(node.toJSON() as JsonNode);
}

function withoutNulls(node: JsonNode): JsonNode {
  const { attrs, content, marks, ...rest } = node;
  return {
    ...rest,
    ...attrsOf(attrs),
    ...(content && { content: content.map(withoutNulls) }),
    ...(marks && { marks: marks.map((mark): JsonMark => ({ type: mark.type, ...attrsOf(mark.attrs) })) }),
  };
}

function attrsOf(attrs: JsonNode['attrs']): Pick<JsonNode, 'attrs'> {
  const kept = Object.entries(attrs ?? {}).filter(([, value]) => value !== null);
  return kept.length > 0 ? { attrs: Object.fromEntries(kept) } : {};
}
