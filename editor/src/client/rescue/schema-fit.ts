import type { ContentMatch, NodeType, Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import type { StoredElement } from '../stored-content.js';

export type Parent = Y.XmlFragment | Y.XmlElement;

/** Tells by its name whether text stands directly in an element. */
export function lineTest({ nodes }: Schema): (name: string) => boolean {
  return (name) => nodes[name]?.isTextblock === true;
}

export function childrenOf(parent: Parent): unknown[] {
  return parent.toArray() as unknown[];
}

/** Whether the schema allows blocks at a place, and what is in them. */
export function canInsert(schema: Schema, parent: Parent, index: number, blocks: readonly StoredElement[]): boolean {
  const names = namesIn(parent).toSpliced(index, 0, ...blocks.map(({ name }) => name));
  return allows(schema, typeOf(schema, parent), names) && blocks.every((block) => isWhole(schema, block));
}

/** Whether the schema allows that a child is not there. */
export function canRemove(schema: Schema, parent: Parent, index: number): boolean {
  return allows(schema, typeOf(schema, parent), namesIn(parent).toSpliced(index, 1));
}

function typeOf(schema: Schema, parent: Parent): NodeType | undefined {
  return parent instanceof Y.XmlElement ? schema.nodes[parent.nodeName] : schema.topNodeType;
}

function namesIn(parent: Parent): string[] {
  return childrenOf(parent).map((child) => (child instanceof Y.XmlElement ? child.nodeName : 'text'));
}

function isWhole(schema: Schema, { name, content }: StoredElement): boolean {
  const names = content.map((child) => ('delta' in child ? 'text' : child.name));
  return allows(schema, schema.nodes[name], names);
}

function allows({ nodes }: Schema, type: NodeType | undefined, names: readonly string[]): boolean {
  let match: ContentMatch | null = type?.contentMatch ?? null;
  for (const name of names) {
    const child = nodes[name];
    // What this schema does not know is kept anywhere.
    if (child !== undefined) match = match?.matchType(child) ?? null;
  }
  return match?.validEnd === true;
}
