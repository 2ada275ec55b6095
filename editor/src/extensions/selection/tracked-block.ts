import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { BlockRange } from '../block-handle/block-range.js';

/** Blocks that stay the same ones while others write: found by what they are in the shared document, not by where. */
export interface TrackedBlocks {
  /** Where they are now; `null` once one of them is gone, or they no longer stand beside each other. */
  find(state: EditorState): BlockRange | null;
}

/**
 * Follows blocks through remote changes. A remote change replaces the whole document in ProseMirror's eyes, so positions
 * cannot be mapped through it; the types of Yjs stay.
 */
export function trackBlocks(state: EditorState, { from, to }: BlockRange): TrackedBlocks | null {
  const root = sharedRoot(state);
  const $from = state.doc.resolve(from);
  const parent = root === null ? null : typeAt(root, state.doc, from);
  if (root === null || parent === null) return null;
  const count = state.doc.resolve(to).index() - $from.index();
  const types = parent.toArray().slice($from.index(), $from.index() + count);
  if (types.length !== count || !types.every((type) => type instanceof Y.XmlElement)) return null;
  return { find: (now) => findTypes(root, now.doc, types) };
}

function sharedRoot(state: EditorState): Y.XmlFragment | null {
  const sync: unknown = ySyncPluginKey.getState(state);
  if (typeof sync !== 'object' || sync === null || !('type' in sync)) return null;
  return sync.type instanceof Y.XmlFragment ? sync.type : null;
}

/** The shared type whose children stand around a position between blocks. */
function typeAt(root: Y.XmlFragment, doc: Node, pos: number): Y.XmlFragment | null {
  const $pos = doc.resolve(pos);
  let type = root;
  for (let depth = 0; depth < $pos.depth; depth++) {
    const child = type.toArray()[$pos.index(depth)];
    if (!(child instanceof Y.XmlElement)) return null;
    type = child;
  }
  return type;
}

function findTypes(root: Y.XmlFragment, doc: Node, types: readonly unknown[]): BlockRange | null {
  const first = types[0];
  if (!(first instanceof Y.XmlElement)) return null;
  const path: number[] = [];
  let type: Y.XmlElement | Y.XmlFragment = first;
  while (type !== root) {
    const parent: unknown = type.parent;
    if (!(parent instanceof Y.XmlFragment)) return null;
    const index: number = parent.toArray().indexOf(type as Y.XmlElement);
    if (index < 0) return null;
    path.unshift(index);
    type = parent;
  }
  const siblings = (first.parent as Y.XmlFragment).toArray();
  const start = path[path.length - 1] ?? 0;
  if (!types.every((other, index) => siblings[start + index] === other)) return null;
  return rangeAt(doc, path, types.length);
}

function rangeAt(doc: Node, path: readonly number[], count: number): BlockRange | null {
  let parent = doc;
  let pos = 0;
  for (const [depth, index] of path.entries()) {
    if (index >= parent.childCount) return null;
    for (let before = 0; before < index; before++) pos += parent.child(before).nodeSize;
    if (depth === path.length - 1) {
      if (index + count > parent.childCount) return null;
      let to = pos;
      for (let at = index; at < index + count; at++) to += parent.child(at).nodeSize;
      return { from: pos, to };
    }
    parent = parent.child(index);
    pos += 1;
  }
  return null;
}
