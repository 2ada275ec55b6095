import type { Node } from '@tiptap/pm/model';
import type { Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { Rescuer } from '../../client/rescue/rescue-content.js';
import type { ComposedWords } from './composed-words.js';
import { CompositionHold } from './composition-hold.js';
import { FirstScreen } from './first-screen.js';
import { type KeptSelection, keepSelection, restoreSelection, selectKept } from './kept-selection.js';
import { readPendingSelection } from './pending-selection.js';
import type { putWords } from './place-of-words.js';
import { Positions } from './positions.js';
import { RenderStep } from './render-step.js';
import { holdScroll } from './scroll-anchor.js';
import { forgetWithAncestors, type Mapping, type SharedType, UnitCache } from './units.js';
import { YReader } from './y-reader.js';
import { YWriter } from './y-writer.js';

/**
 * Keeps a page and a part of the shared document the same.
 *
 * What others change is rendered as one step that knows where every position went (`RenderStep`); the caret follows its
 * letters, and the line being written stays where it is on the screen. What this person changes is written as the
 * smallest change. Rendering never writes: what the schema cannot show stays in the shared document untouched.
 */
export class SharedTextBinding {
  /** The names of these three are known to Tiptap's extensions. */
  readonly doc: Y.Doc;
  readonly type: Y.XmlFragment;
  readonly mapping: Mapping = new Map();

  readonly positions: Positions;
  readonly #units = new UnitCache(this.mapping);
  readonly #writer = new YWriter(this.mapping, this.#units);
  readonly #hold: CompositionHold;
  readonly #firstScreen = new FirstScreen(() => this.#drawAll());
  #reader: YReader | null = null;
  #view: EditorView | null = null;
  /** The page as it was last the same as the shared document. */
  #shown: Node | null = null;
  #isWriting = false;
  #rescuer: Rescuer | null = null;
  #putWords: typeof putWords | null = null;
  #kept: KeptSelection | null = null;
  #selectionBefore: KeptSelection | null = null;
  /** Where the caret belongs of somebody who composes in what was taken away. */
  #heldCaret: KeptSelection | null = null;

  constructor(fragment: Y.XmlFragment) {
    if (fragment.doc === null) throw new TypeError('the fragment is not a part of a document');
    this.type = fragment;
    this.doc = fragment.doc;
    this.positions = new Positions(fragment, this.#units);
    this.#hold = new CompositionHold(this.positions, this.mapping, (kept, taken) => this.#release(kept, taken));
  }

  /** Nothing happens when it is attached already: plugins that come later restart the views of all others. */
  attach(view: EditorView): void {
    if (this.#view === view) return;
    this.#view = view;
    this.#reader = new YReader(view.state.schema, this.mapping);
    this.#hold.attach(view);
    this.doc.on('beforeAllTransactions', this.#beforeChange);
    this.type.observeDeep(this.#onChange);
    this.mapping.clear();
    this.#render({ isUndo: false, limit: this.#firstScreen.begin(this.type.length) });
  }

  detach(): void {
    this.#hold.detach();
    this.#firstScreen.end();
    this.doc.off('beforeAllTransactions', this.#beforeChange);
    this.type.unobserveDeep(this.#onChange);
    this.#view = null;
  }

  /** Resolves when the whole text is on the page, and not its beginning alone. */
  get whole(): Promise<void> {
    return this.#firstScreen.whole;
  }

  /** Puts the whole text on the page, for somebody who is about to do something to it. */
  complete(): void {
    this.#firstScreen.finish();
  }

  /** Has what others took away unseen written again. It comes with the parts that are loaded after the text. */
  rescueWith(rescuer: Rescuer, put: typeof putWords): void {
    this.#rescuer = rescuer;
    this.#putWords = put;
  }

  /** Where the selection was before the latest change, for undo. */
  get selectionBefore(): KeptSelection | null {
    return this.#selectionBefore;
  }

  /** Puts the selection where it was, as far as its text is there again. */
  select(kept: KeptSelection): void {
    const view = this.#view;
    if (view === null || this.#hold.isHolding) return;
    const { tr } = view.state;
    selectKept(tr, kept, this.positions);
    view.dispatch(tr.scrollIntoView());
  }

  /** Whether the page does not follow the shared document now. */
  get isFrozen(): boolean {
    return this.#hold.isFrozen;
  }

  /** Whether what somebody changes on the page can be written now. */
  accepts(before: Node, after: Node): boolean {
    return this.#hold.accepts(before, after);
  }

  /** Shows what was held back for a composition that has ended. */
  settleComposition(): void {
    this.#hold.settle();
  }

  /**
   * Writes what changed on the page.
   *
   * @param selection as it was before
   */
  write(selectionBefore: Selection, addToHistory: boolean): void {
    const view = this.#view;
    if (view === null || this.#shown === null || view.state.doc === this.#shown) return;
    const { doc, selection } = view.state;
    if (!this.#hold.isHolding) this.#selectionBefore = keepSelection(selectionBefore, this.#shown, this.positions);
    this.#isWriting = true;
    try {
      this.doc.transact((transaction) => {
        transaction.meta.set('addToHistory', addToHistory);
        if (this.#hold.isHolding) {
          this.#hold.write(view.state);
          this.#units.forget();
        } else this.#writer.write(this.type, doc, selection.empty ? selection.head : null);
      }, ySyncPluginKey);
    } finally {
      this.#isWriting = false;
    }
    this.#shown = doc;
  }

  /** The present selection; `null` before anything is shown. */
  keepSelection(): KeptSelection | null {
    const view = this.#view;
    if (view === null || this.#shown !== view.state.doc || this.#hold.isHolding) return null;
    return keepSelection(view.state.selection, this.#shown, this.positions);
  }

  readonly #beforeChange = () => {
    if (this.#isWriting || this.#view === null) return;
    this.#kept = null;
    if (!this.#hold.isHolding) {
      readPendingSelection(this.#view);
      this.#kept = this.keepSelection();
      this.#selectionBefore = this.#kept;
    }
    this.#hold.watch(this.#view);
  };

  readonly #onChange = (_events: unknown, transaction: Y.Transaction) => {
    if (this.#isWriting || this.#view === null) return;
    const isUndo = transaction.origin instanceof Y.UndoManager;
    const rescue = this.#rescuer?.(transaction, this.type);
    const caret = (this.#kept ?? this.#heldCaret ?? this.#hold.caret())?.head ?? null;
    this.#forgetChanged(transaction);
    const wasFrozen = this.#hold.isFrozen;
    this.#hold.decide();
    if (!this.#hold.isFrozen) this.#render({ isUndo });
    else this.#heldCaret = wasFrozen ? (this.#kept ?? this.#heldCaret) : this.#caretWhenShown();
    // What mends an undo is a part of it.
    if (rescue != null) this.#rescue(() => rescue(caret), isUndo ? transaction.origin : ySyncPluginKey);
  };

  /** It is rendered once the present change is through; the caret goes along. */
  #rescue(write: () => Y.RelativePosition | null, origin: unknown): void {
    const view = this.#view;
    if (view === null) return;
    const kept = this.keepSelection();
    const head = this.doc.transact(write, origin);
    this.#kept = head === null ? kept : { selection: view.state.selection, anchor: head, head };
  }

  #forgetChanged(transaction: Y.Transaction): void {
    this.#units.forget();
    const forget = (type: SharedType) => {
      // The text block in which somebody composes stays on the page as it is.
      if (!this.#hold.holds(type)) this.mapping.delete(type);
    };
    for (const type of transaction.changed.keys()) forget(type as SharedType);
    for (const type of transaction.changedParentTypes.keys()) forget(type);
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentType) forget(struct.content.type);
    });
  }

  /** Where the caret would be, if the shared document were shown now and not at the end of the composition. */
  #caretWhenShown(): KeptSelection | null {
    const [view, reader] = [this.#view, this.#reader];
    const kept = this.#kept ?? this.#hold.caret();
    if (view === null || reader === null || kept === null) return null;
    this.#forgetHeld();
    const after = reader.read(this.type);
    const { tr, doc } = view.state;
    tr.step(new RenderStep(doc, after));
    restoreSelection(tr, kept, doc, this.positions);
    return keepSelection(tr.selection, after, this.positions);
  }

  /** What was held back is to be read anew. */
  #forgetHeld(): void {
    const held = this.#hold.element;
    forgetWithAncestors(this.mapping, held);
    for (const child of (held?.toArray() ?? []) as unknown[]) {
      if (child instanceof Y.AbstractType) this.mapping.delete(child);
    }
    this.mapping.delete(this.type);
    this.#units.forget();
  }

  /** After a composition: what was held back is shown now. */
  #release(kept: KeptSelection | null, taken: ComposedWords | null): void {
    this.#kept = this.#heldCaret ?? kept;
    this.#heldCaret = null;
    this.#forgetHeld();
    this.#hold.cancel();
    this.#render({ isUndo: false });
    const view = this.#view;
    if (view === null || taken === null) return;
    if (this.#putWords !== null) this.#putWords(view, taken);
    else view.dispatch(view.state.tr.insertText(taken.words));
  }

  #drawAll(): void {
    this.#kept = this.keepSelection();
    this.#render({ isUndo: false });
  }

  #render({ isUndo, limit = Number.POSITIVE_INFINITY }: { isUndo: boolean; limit?: number }): void {
    const view = this.#view;
    const reader = this.#reader;
    if (view === null || reader === null) return;
    this.mapping.delete(this.type);
    this.#units.forget();
    const before = view.state.doc;
    const after = reader.read(this.type, limit);
    if (limit === Number.POSITIVE_INFINITY) this.#firstScreen.end();
    const isFirst = this.#shown === null;
    // While a block is held back its letters are not where Yjs says; the page's own mapping is exact then.
    const kept = this.#hold.isHolding ? null : this.#kept;
    this.#kept = null;
    this.#shown = after;
    const { tr, storedMarks } = view.state;
    tr.step(new RenderStep(before, after));
    if (kept !== null) restoreSelection(tr, kept, before, this.positions);
    // Bold that somebody just switched on for their next letter stays on.
    if (storedMarks !== null && !isUndo) tr.setStoredMarks(storedMarks);
    tr.setMeta('addToHistory', false);
    tr.setMeta(ySyncPluginKey, { isChangeOrigin: true, isUndoRedoOperation: isUndo });
    if (isUndo) view.dispatch(tr.scrollIntoView());
    else if (isFirst) view.dispatch(tr);
    else holdScroll(view, () => view.dispatch(tr));
  }
}
