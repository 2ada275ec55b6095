import type { EditorState, Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { BlockRange } from './block-range.js';

const prefix = 'b-';
/** Enough for a document: two of a million blocks have the same once in forty million documents. */
const idBytes = 8;
const idPattern = /^[\w-]{1,64}$/;

/** A block that an address can lead to. */
interface Linkable {
  readonly pos: number;
  readonly id: string | null;
}

/** The first node in a range that can carry an id: of a list's item that is its line. */
export function linkableIn({ doc }: EditorState, { from, to }: BlockRange): Linkable | null {
  let found: Linkable | null = null;
  doc.nodesBetween(from, to, (node, pos) => {
    if (found === null && pos >= from && 'blockId' in node.attrs) {
      const id: unknown = node.attrs['blockId'];
      found = { pos, id: typeof id === 'string' ? id : null };
    }
    return found === null;
  });
  return found;
}

/** An id for a block that gets its first link. */
export function giveBlockId(state: EditorState, pos: number): { readonly id: string; readonly tr: Transaction } {
  const bytes = crypto.getRandomValues(new Uint8Array(idBytes));
  const id = [...bytes].map((byte) => byte.toString(36).padStart(2, '0')).join('');
  // Not a change of the text: undo does not take links away that somebody has sent already.
  return { id, tr: state.tr.setNodeAttribute(pos, 'blockId', id).setMeta('addToHistory', false) };
}

export function blockAddress(id: string, address: string): string {
  const url = new URL(address);
  url.hash = `${prefix}${id}`;
  return url.href;
}

/** The block that an address leads to, or `null`. */
export function blockIdIn(hash: string): string | null {
  const id = hash.startsWith(`#${prefix}`) ? hash.slice(prefix.length + 1) : '';
  return idPattern.test(id) ? id : null;
}

const flashMs = 1_800;

/**
 * Scrolls to a block and lights it up for a moment.
 *
 * @returns whether the block is here
 */
export function revealBlock(view: EditorView, id: string): boolean {
  let found: number | null = null;
  view.state.doc.descendants((node, pos) => {
    if (found === null && node.attrs['blockId'] === id) found = pos;
    return found === null && !node.isTextblock;
  });
  const element = found === null ? null : view.nodeDOM(found);
  if (!(element instanceof HTMLElement)) return false;
  element.scrollIntoView({ block: 'center' });
  // An animation and not a class: ProseMirror would take a changed attribute for an edit.
  element.animate([{ backgroundColor: 'var(--mh-accent-tint)' }, { backgroundColor: 'transparent' }], {
    duration: flashMs,
    easing: 'ease-in',
  });
  return true;
}
