import { Node } from '@tiptap/pm/model';
import type { JsonMark, JsonNode } from '../src/conversions/json-content.js';
import { storedJson } from '../src/conversions/stored-json.js';
import { documentSchema } from '../src/document-schema.js';
import { mentionText } from '../src/extensions/mention.js';

/** A document without what Markdown cannot say: what a round trip may lose, and nothing else. */
export function markdownCanSay(body: JsonNode): JsonNode {
  return storedJson(Node.fromJSON(documentSchema, { ...body, content: blocksOf(body, true) }));
}

const forgotten = new Set(['blockId', 'textAlign', 'colwidth', 'height', 'uploadId']);

function said(node: JsonNode): JsonNode[] {
  const attrs = Object.fromEntries(Object.entries(node.attrs ?? {}).filter(([name]) => !forgotten.has(name)));
  switch (node.type) {
    case 'columns':
    case 'column':
      return (node.content ?? []).flatMap(said);
    case 'paragraph':
    case 'heading':
    case 'detailsSummary':
      return [{ ...node, attrs, content: (node.content ?? []).flatMap(saidInline) }];
    case 'codeBlock':
      return [{ ...node, attrs }];
    case 'image':
      // Waits for its upload.
      if (!attrs['src']) return [line([attrs['alt'], textOf(node)].filter(Boolean).join(' '))];
      return [{ ...node, attrs }];
    case 'file':
      if (!attrs['src']) return [line(attrs['name'] || 'File')];
      return [{ ...node, attrs: { ...attrs, name: attrs['name'] || 'File' } }];
    case 'linkCard': {
      const { href, title, description } = attrs;
      if (!href) return [line([title, description].filter(Boolean).join(' '))];
      return [line(title || href, { type: 'link', attrs: { href, title: description || null } })];
    }
    case 'blockMath':
      return [{ ...node, attrs: { latex: String(attrs['latex']).replace(/\t/g, ' ') } }];
    default:
      return [{ ...node, attrs, ...(node.content && { content: blocksOf(node) }) }];
  }
}

/** Without empty paragraphs, unless the schema wants one. */
function blocksOf(node: JsonNode, isTop = false): JsonNode[] {
  const kept = (node.content ?? [])
    .flatMap(said)
    .filter(({ type, content }) => type !== 'paragraph' || (content ?? []).length > 0);
  const isItem = node.type === 'listItem' || node.type === 'taskItem';
  const needsParagraph = isItem ? kept[0]?.type !== 'paragraph' : kept.length === 0;
  const isEmbed = node.content === undefined;
  return needsParagraph && (isTop || !isEmbed) ? [{ type: 'paragraph' }, ...kept] : kept;
}

function saidInline(node: JsonNode): JsonNode[] {
  if (node.type !== 'mention') return [node];
  const text = mentionText(node.attrs as unknown as Parameters<typeof mentionText>[0]);
  if (node.attrs?.['kind'] === 'person' || !node.attrs?.['id']) {
    return [{ type: 'text', text, marks: node.marks ?? [] }];
  }
  return [{ ...node, attrs: { ...node.attrs, label: text } }];
}

function line(text: unknown, ...marks: JsonMark[]): JsonNode {
  return { type: 'paragraph', ...(text !== '' && { content: [{ type: 'text', text: String(text), marks }] }) };
}

function textOf(node: JsonNode): string {
  return (node.content ?? []).map(({ text }) => text ?? '').join('');
}
