import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { isWithin } from '../../client/rescue/ancestry.js';
import { type ComposedWords, composedWords } from './composed-words.js';
import type { KeptSelection } from './kept-selection.js';
import type { Positions } from './positions.js';
import { attributesOf } from './run-writer.js';
import { flatText, textChange, wellFormed } from './text-change.js';
import { forgetWithAncestors, type Mapping, type SharedType } from './units.js';

type Release = (kept: KeptSelection | null, taken: ComposedWords | null) => void;

/** ProseMirror takes this long to read the page after a composition ended. */
const settleMs = 60;

/**
 * Holds back what others change in the text block in which somebody composes (an input method is at work: the browser
 * owns that piece of the page, and any change to it ends the composition or doubles its text). Other blocks go on being
 * rendered. Meanwhile the block on the page and the shared one differ, and what is composed is written by the identities of
 * the letters it stands between.
 *
 * If the block, or the composed letters in it, are taken away, everything waits and nothing is written until the end.
 */
export class CompositionHold {
  readonly #positions: Positions;
  readonly #mapping: Mapping;
  readonly #release: Release;
  readonly #listening = new AbortController();
  #view: EditorView | null = null;
  #element: Y.XmlElement | null = null;
  #node: Node | null = null;
  /** Which letter or inline node of the shared document each position of the block is. */
  #ids: Y.ID[] = [];
  #isHolding = false;
  #isFrozen = false;
  #wasTouched = false;
  /** The text of the block before the composition, and when that was taken away. */
  #start: string | null = null;
  #taken: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(positions: Positions, mapping: Mapping, release: Release) {
    this.#positions = positions;
    this.#mapping = mapping;
    this.#release = release;
  }

  attach(view: EditorView): void {
    const { signal } = this.#listening;
    view.dom.addEventListener(
      'compositionstart',
      () => {
        if (!this.#isHolding) this.#start = flatText(view.state.selection.$from.parent);
      },
      { signal },
    );
  }

  detach(): void {
    this.cancel();
    this.#listening.abort();
  }

  /** The shared form of the block. */
  get element(): Y.XmlElement | null {
    return this.#element;
  }

  /** Whether the page and the shared document differ. */
  get isHolding(): boolean {
    return this.#isHolding;
  }

  /** Whether nothing at all may be rendered, or written. */
  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  /** Before a change of others: notes what would have to be held back. */
  watch(view: EditorView): void {
    if (this.#isHolding) return;
    this.#element = null;
    if (!view.composing) return;
    const { $from } = view.state.selection;
    const element = $from.parent.isTextblock ? this.#positions.elementAround($from.pos) : null;
    const node = element === null ? undefined : this.#mapping.get(element);
    if (element === null || node !== $from.parent) return;
    this.#view = view;
    this.#element = element;
    this.#node = $from.parent;
    this.#ids = idsIn(element);
    this.#wasTouched = false;
  }

  /** Whether a changed type belongs to the block, so that the page's version of it stays. */
  holds(type: SharedType): boolean {
    if (this.#element === null || !isWithin(type, this.#element)) return false;
    this.#wasTouched = true;
    return true;
  }

  /** After a change of others. */
  decide(): void {
    const [element, node] = [this.#element, this.#node];
    if (element === null || node === null) return;
    if (!this.#isFrozen && this.#isTaken(element, node)) {
      this.#isFrozen = true;
      this.#taken = flatText(node);
    }
    if (this.#isHolding) return;
    if (!this.#wasTouched && !this.#isFrozen) {
      this.#element = null;
      return;
    }
    this.#isHolding = true;
    this.#view?.dom.addEventListener('compositionend', this.#onEnd);
  }

  /**
   * Whether a change of the page can be written now: one of the block itself. Nothing else on the page is where the shared
   * document has it.
   */
  accepts(before: Node, after: Node): boolean {
    if (!this.#isHolding) return true;
    const start = before.content.findDiffStart(after.content);
    const ends = before.content.findDiffEnd(after.content);
    if (start === null || ends === null) return true;
    const [$before, $after] = [before.resolve(start), after.resolve(start)];
    const isWithinBlock = Math.max(start, ends.a) <= $before.end() && Math.max(start, ends.b) <= $after.end();
    return $before.parent === this.#node && isWithinBlock;
  }

  /** Before a key, or what else could change more than the block: a composition that has ended is through. */
  settle(): void {
    if (this.#timer !== undefined) this.#end();
  }

  /** Writes what was composed. To be called inside a transaction. */
  write({ doc, selection }: EditorState): void {
    const [element, before] = [this.#element, this.#node];
    const { parent: after, parentOffset } = doc.resolve(selection.from);
    if (element === null || before === null || !after.isTextblock || element.doc === null) return;
    const change = textChange(wellFormed(flatText(before)), wellFormed(flatText(after)), parentOffset);
    this.#node = after;
    if (this.#isFrozen) return;
    forgetWithAncestors(this.#mapping, element);
    this.#mapping.set(element, after);
    if (change === null) return;
    for (const id of this.#ids.splice(change.at, change.remove)) deleteLetter(element.doc, id);
    if (change.insert === '') return;
    const marks = after.resolve(change.at + change.insert.length).marks();
    const place = this.#insert(element, change.at, change.insert, attributesOf(marks));
    // Looked up, because marks around the letters take clocks, too.
    const ids = letterIds(place.text).slice(place.index, place.index + change.insert.length);
    this.#ids.splice(change.at, 0, ...ids);
  }

  /** The caret, kept by the letter before it. */
  caret(): KeptSelection | null {
    const [view, element, node] = [this.#view, this.#element, this.#node];
    if (view === null || element === null || node === null) return null;
    const { selection } = view.state;
    if (selection.$from.parent !== node) return null;
    const id = this.#ids[selection.$from.parentOffset - 1];
    const head =
      id === undefined
        ? Y.createRelativePositionFromTypeIndex(element, 0, -1)
        : new Y.RelativePosition(null, null, id, -1);
    return { selection, anchor: head, head };
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#view?.dom.removeEventListener('compositionend', this.#onEnd);
    this.#isHolding = false;
    this.#isFrozen = false;
    this.#element = null;
  }

  #insert(
    element: Y.XmlElement,
    at: number,
    text: string,
    attributes: Record<string, unknown>,
  ): { readonly text: Y.XmlText; readonly index: number } {
    const before = this.#ids[at - 1];
    const found =
      before === undefined || element.doc === null
        ? null
        : Y.createAbsolutePositionFromRelativePosition(new Y.RelativePosition(null, null, before, -1), element.doc);
    if (found !== null && found.type instanceof Y.XmlText) {
      found.type.insert(found.index, text, attributes);
      return { text: found.type, index: found.index };
    }
    const [first] = element.toArray() as unknown[];
    if (found === null && first instanceof Y.XmlText) {
      first.insert(0, text, attributes);
      return { text: first, index: 0 };
    }
    const fresh = new Y.XmlText();
    element.insert(found === null ? 0 : found.index, [fresh]);
    fresh.insert(0, text, attributes);
    return { text: fresh, index: 0 };
  }

  readonly #onEnd = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), settleMs);
  };

  #end(): void {
    const [view, node] = [this.#view, this.#node];
    if (view === null || node === null || view.isDestroyed) return;
    // The next composition began at once, as with fast typing on a phone: not yet.
    if (view.composing) return;
    // Whoever took them away knew of the first of these words at most.
    const taken = this.#isFrozen ? this.#composed(this.#taken, flatText(node)) : null;
    this.#release(this.caret(), taken);
  }

  #isTaken(element: Y.XmlElement, node: Node): boolean {
    const { doc } = element;
    if (doc === null || this.#positions.startOf(element) === null) return true;
    const text = flatText(node);
    const composed = this.#composed(text, text);
    if (composed === null) return false;
    const ids = this.#ids.slice(composed.end - composed.words.length, composed.end);
    return ids.some((id) => Y.getItem(doc.store, id).deleted);
  }

  #composed(taken: string | null, now: string): ComposedWords | null {
    const { $from } = this.#view?.state.selection ?? {};
    const caret = $from !== undefined && $from.parent === this.#node ? $from.parentOffset : null;
    return composedWords(this.#start ?? now, taken ?? now, now, caret);
  }
}

function idsIn(element: Y.XmlElement): Y.ID[] {
  const ids: Y.ID[] = [];
  for (const child of element.toArray() as unknown[]) {
    if (child instanceof Y.XmlText) ids.push(...letterIds(child));
    else if (child instanceof Y.XmlElement && child._item !== null) ids.push(child._item.id);
  }
  return ids;
}

function letterIds(text: Y.XmlText): Y.ID[] {
  const ids: Y.ID[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    for (let at = 0; at < item.length; at++) ids.push(Y.createID(item.id.client, item.id.clock + at));
  }
  return ids;
}

function deleteLetter(doc: Y.Doc, id: Y.ID): void {
  if (Y.getItem(doc.store, id).deleted) return;
  const found = Y.createAbsolutePositionFromRelativePosition(new Y.RelativePosition(null, null, id, 0), doc);
  if (found !== null && found.type instanceof Y.XmlText) found.type.delete(found.index, 1);
}
