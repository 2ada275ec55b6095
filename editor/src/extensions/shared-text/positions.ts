import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { textAt } from '../../client/text-at.js';
import type { Parent, SharedType, UnitCache } from './units.js';

/**
 * Translates between positions on the page and positions that stay with the text they are in, whatever others do to what
 * is around it. Both ways know that a part of the shared document may not be on the page.
 */
export class Positions {
  readonly #fragment: Y.XmlFragment;
  readonly #units: UnitCache;

  constructor(fragment: Y.XmlFragment, units: UnitCache) {
    this.#fragment = fragment;
    this.#units = units;
  }

  /** @param doc the page as the mapping knows it */
  toRelative(doc: Node, position: number): Y.RelativePosition {
    let parent: Parent = this.#fragment;
    let node = doc;
    let left = Math.max(0, Math.min(position, doc.content.size));
    for (;;) {
      const found = this.#find(parent, left);
      if (found.kind === 'text') return Y.createRelativePositionFromTypeIndex(found.text, found.index, -1);
      if (found.kind === 'between') {
        if (node.isTextblock && node.content.size === 0) return Y.createRelativePositionFromTypeIndex(parent, 0, -1);
        return Y.createRelativePositionFromTypeIndex(parent, found.index);
      }
      parent = found.element;
      node = found.node;
      left = found.left;
    }
  }

  /** @returns `null` if what it was in is not on the page any more */
  toAbsolute(relative: Y.RelativePosition): number | null {
    const { doc } = this.#fragment;
    const found = doc === null ? null : Y.createAbsolutePositionFromRelativePosition(relative, doc);
    if (found === null) return null;
    const { type, index } = found;
    if (type instanceof Y.XmlText) return this.#inText(type, index);
    if (!(type instanceof Y.XmlFragment)) return null;
    const start = this.startOf(type);
    if (start === null) return null;
    let at = start;
    for (const unit of this.#units.of(type)) {
      if (unit.index >= index) break;
      at += unit.size;
    }
    return at;
  }

  /** Whether the letter is deleted by which a position is kept. It may stand somewhere else anew. */
  hasLost({ item }: Y.RelativePosition): boolean {
    const { doc } = this.#fragment;
    if (item === null || doc === null || Y.getState(doc.store, item.client) <= item.clock) return false;
    const found = Y.getItem(doc.store, item);
    // One's own undo brings letters back as others, and Yjs knows which.
    return found instanceof Y.Item ? found.deleted && found.redone === null : true;
  }

  /** Where the content of a shared parent begins on the page. */
  startOf(parent: Parent): number | null {
    if (parent === this.#fragment) return 0;
    const before = this.beforeOf(parent);
    return before === null ? null : before + 1;
  }

  /** The position in front of a shared element's node. */
  beforeOf(element: SharedType): number | null {
    const parent = parentOf(element);
    if (parent === null) return null;
    const start = this.startOf(parent);
    if (start === null) return null;
    let at = start;
    for (const unit of this.#units.of(parent)) {
      if (unit.kind === 'element' && unit.element === element) return at;
      at += unit.size;
    }
    return null;
  }

  /** The shared element whose node begins at a position, or the one of the text block around it. */
  elementAround(position: number): Y.XmlElement | null {
    let parent: Parent = this.#fragment;
    let left = position;
    for (;;) {
      const found = this.#find(parent, left);
      if (found.kind !== 'inside') return parent instanceof Y.XmlElement ? parent : null;
      parent = found.element;
      left = found.left;
    }
  }

  #find(parent: Parent, offset: number): Found {
    let left = offset;
    let end = 0;
    for (const unit of this.#units.of(parent)) {
      if (unit.kind === 'run') {
        const found = left <= unit.size ? textAt(unit.texts, left) : null;
        if (found !== null) return { kind: 'text', ...found };
      } else if (left === 0) {
        return { kind: 'between', index: unit.index };
      } else if (left < unit.size && unit.element instanceof Y.XmlElement && !unit.node.isLeaf) {
        return { kind: 'inside', element: unit.element, node: unit.node, left: left - 1 };
      }
      left -= unit.size;
      end = unit.index + 1;
    }
    return { kind: 'between', index: Math.max(end, 0) };
  }

  #inText(text: Y.XmlText, index: number): number | null {
    const parent = parentOf(text);
    const start = parent === null ? null : this.startOf(parent);
    if (parent === null || start === null) return null;
    let at = start;
    for (const unit of this.#units.of(parent)) {
      if (unit.kind === 'run' && unit.texts.includes(text)) {
        for (const other of unit.texts) {
          if (other === text) return at + Math.min(index, text.length);
          at += other.length;
        }
      }
      if (unit.kind === 'element' && unit.element === text) return at;
      at += unit.size;
    }
    return null;
  }
}

type Found =
  | { readonly kind: 'text'; readonly text: Y.XmlText; readonly index: number }
  | { readonly kind: 'inside'; readonly element: Y.XmlElement; readonly node: Node; readonly left: number }
  | { readonly kind: 'between'; readonly index: number };

/** @returns `null` for what is deleted */
function parentOf(type: SharedType): Parent | null {
  const item = type._item;
  if (item === null || item.deleted) return null;
  return item.parent instanceof Y.XmlFragment ? item.parent : null;
}
