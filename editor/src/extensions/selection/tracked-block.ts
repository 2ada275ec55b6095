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
 * Follows blocks through remote changes: a remote change may replace a whole page in ProseMirror's eyes, and a block that
 * somebody deletes must not be taken for the next one. The types of Yjs stay what they are.
 */
export function trackBlocks(state: EditorState, { from, to }: BlockRange): TrackedBlocks | null {
  const shared = sharedText(state);
  const parent = shared === null ? null : typeAt(shared, state.doc, from);
  if (shared === null || parent === null) return null;
  const $from = state.doc.resolve(from);
  const count = state.doc.resolve(to).index() - $from.index();
  const types = shownChildren(shared, parent).slice($from.index(), $from.index() + count);
  return types.length === count && count > 0 ? { find: (now) => findTypes(shared, now.doc, types) } : null;
}

/** What the binding of the page and the shared document says, ours and y-prosemirror's alike. */
interface SharedText {
  readonly root: Y.XmlFragment;
  /** Which node shows which part. What is not in it is not on the page. */
  readonly mapping: ReadonlyMap<unknown, unknown>;
}

function sharedText(state: EditorState): SharedText | null {
  const sync: unknown = ySyncPluginKey.getState(state);
  if (typeof sync !== 'object' || sync === null || !('type' in sync) || !('binding' in sync)) return null;
  const { type, binding } = sync;
  if (!(type instanceof Y.XmlFragment) || typeof binding !== 'object' || binding === null) return null;
  return 'mapping' in binding && binding.mapping instanceof Map ? { root: type, mapping: binding.mapping } : null;
}

function shownChildren({ mapping }: SharedText, parent: Y.XmlFragment): unknown[] {
  return (parent.toArray() as unknown[]).filter((child) => mapping.has(child));
}

/** The shared type whose children stand around a position between blocks. */
function typeAt(shared: SharedText, doc: Node, pos: number): Y.XmlFragment | null {
  const $pos = doc.resolve(pos);
  let type = shared.root;
  for (let depth = 0; depth < $pos.depth; depth++) {
    const child = shownChildren(shared, type)[$pos.index(depth)];
    if (!(child instanceof Y.XmlElement)) return null;
    type = child;
  }
  return type;
}

function findTypes(shared: SharedText, doc: Node, types: readonly unknown[]): BlockRange | null {
  const path: number[] = [];
  let siblings: readonly unknown[] = [];
  for (let type: unknown = types[0]; type !== shared.root; ) {
    const parent: unknown = type instanceof Y.AbstractType ? type.parent : null;
    if (!(parent instanceof Y.XmlFragment)) return null;
    const children = shownChildren(shared, parent);
    const index = children.indexOf(type);
    if (index < 0) return null;
    if (path.length === 0) siblings = children;
    path.unshift(index);
    type = parent;
  }
  const start = path.at(-1) ?? 0;
  if (!types.every((type, index) => siblings[start + index] === type)) return null;
  return rangeAt(doc, path, types.length);
}

/** @param path the index in each parent, from the top */
function rangeAt(doc: Node, path: readonly number[], count: number): BlockRange | null {
  let parent = doc;
  let pos = 0;
  for (const [depth, index] of path.entries()) {
    const isLast = depth === path.length - 1;
    if (index + (isLast ? count : 1) > parent.childCount) return null;
    for (let before = 0; before < index; before++) pos += parent.child(before).nodeSize;
    if (isLast) break;
    parent = parent.child(index);
    pos += 1;
  }
  const start = path.at(-1) ?? 0;
  let to = pos;
  for (let at = start; at < start + count; at++) to += parent.child(at).nodeSize;
  return { from: pos, to };
}
