import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { followPosition } from '../positions/follow-position.js';
import { comesFromDocument } from '../undo/change-origin.js';
import { endUndoStep } from '../undo/undo-steps.js';
import { SuggestionList } from './suggestion-list.js';
import type { Suggestion, SuggestionSource } from './suggestion-source.js';

/** What is being typed. */
interface Typing {
  readonly source: SuggestionSource;
  readonly from: number;
  readonly to: number;
  readonly query: string;
}

const typingKey = new PluginKey<Typing | null>('manyhandsSuggesting');
const maxTyped = 60;

/** Lists that open while somebody types. Opened by their own keys only, and kept open whatever others write meanwhile. */
export function suggesting(sources: readonly SuggestionSource[]): Plugin<Typing | null> {
  let popup: SuggestionPopup | null = null;
  return new Plugin<Typing | null>({
    key: typingKey,
    state: {
      // Somebody may have typed its sign before this code came.
      init: (_config, state) => typedIn(state, sources),
      apply: (transaction, typing, _before, state) => nextTyping({ transaction, typing, state, sources }),
    },
    props: {
      handleKeyDown: (view, event) => popup?.handleKey(view, event) ?? false,
      handleDOMEvents: {
        blur(view) {
          if (typingKey.getState(view.state)) view.dispatch(view.state.tr.setMeta(typingKey, null));
          return false;
        },
      },
    },
    view: (view) => {
      popup = new SuggestionPopup(view);
      popup.update();
      return { update: () => popup?.update(), destroy: () => popup?.close() };
    },
  });
}

interface Step {
  readonly transaction: Transaction;
  readonly typing: Typing | null;
  readonly state: EditorState;
  readonly sources: readonly SuggestionSource[];
}

function nextTyping({ transaction, typing, state, sources }: Step): Typing | null {
  if (transaction.getMeta(typingKey) === null) return null;
  if (comesFromDocument(transaction)) return typing === null ? null : followed(transaction, typing, state);
  if (!transaction.docChanged && !transaction.selectionSet) return typing;
  if (typing === null && (!transaction.docChanged || transaction.getMeta('paste') === true || !isTyped(transaction)))
    return null;
  const candidates = typing === null ? sources : [typing.source];
  return typedIn(state, candidates);
}

/** Other people's edits move the list and never close it, unless they delete what is being typed. */
function followed(transaction: Transaction, typing: Typing, state: EditorState): Typing | null {
  const from = followPosition(transaction, typing.from, 1);
  const to = followPosition(transaction, typing.to, -1);
  if (to > from && state.selection.empty) return { ...typing, from, to };
  // A block that somebody moves or puts into a quotation is another one afterwards. The caret has gone along with it.
  const again = typedIn(state, [typing.source]);
  return again?.query === typing.query ? again : null;
}

/** Some letters, and not a command or an undo. */
function isTyped(transaction: Transaction): boolean {
  const [step] = transaction.steps;
  const slice = step === undefined ? null : (step as { slice?: { size: number } }).slice;
  return transaction.steps.length === 1 && slice != null && slice.size > 0 && slice.size <= maxTyped;
}

function typedIn(state: EditorState, sources: readonly SuggestionSource[]): Typing | null {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code === true) return null;
  if ($from.marks().some((mark) => mark.type.spec.code === true)) return null;
  const { parentOffset } = $from;
  const before = $from.parent.textBetween(Math.max(0, parentOffset - maxTyped), parentOffset, null, '\ufffc');
  for (const source of sources) {
    const match = source.pattern.exec(before);
    if (match?.[1] === undefined) continue;
    return { source, from: $from.pos - match[1].length, to: $from.pos, query: match[2] ?? '' };
  }
  return null;
}

/** Shows what the state says: one list at a time. */
class SuggestionPopup {
  readonly #view: EditorView;
  #list: SuggestionList | null = null;
  #shown: Typing | null = null;
  #search = new AbortController();
  readonly #onMove = () => this.#place();

  constructor(view: EditorView) {
    this.#view = view;
  }

  update(): void {
    const typing = typingKey.getState(this.#view.state) ?? null;
    const isSame = typing?.source === this.#shown?.source && typing?.query === this.#shown?.query;
    this.#shown = typing;
    if (typing === null) this.#hide();
    else if (isSame) this.#place();
    else this.#find(typing);
  }

  handleKey(view: EditorView, event: KeyboardEvent): boolean {
    if (this.#list === null || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.#list.move(event.key === 'ArrowDown' ? 1 : -1);
      return true;
    }
    if (event.key === 'Escape') {
      view.dispatch(view.state.tr.setMeta(typingKey, null));
      return true;
    }
    if ((event.key !== 'Enter' && event.key !== 'Tab') || event.shiftKey || this.#list.selected === undefined)
      return false;
    this.#choose(this.#list.selected);
    return true;
  }

  close(): void {
    this.#hide();
  }

  #find(typing: Typing): void {
    this.#search.abort();
    this.#search = new AbortController();
    const { signal } = this.#search;
    const found = typing.source.find(typing.query, signal);
    if (!(found instanceof Promise)) {
      this.#show(typing, found);
      return;
    }
    found.then(
      (items) => {
        if (!signal.aborted) this.#show(this.#shown ?? typing, items);
      },
      () => {
        // Nothing to suggest without the network: what is typed stays as it is.
        if (!signal.aborted) this.#hide();
      },
    );
  }

  #show(typing: Typing, items: readonly Suggestion[]): void {
    if (items.length === 0) {
      this.#removeList();
      return;
    }
    if (this.#list === null) {
      this.#list = new SuggestionList(this.#view, typing.source.label, (item) => this.#choose(item));
      window.addEventListener('scroll', this.#onMove, { capture: true, passive: true });
      window.addEventListener('resize', this.#onMove);
    }
    this.#list.show(items);
    this.#place();
  }

  #place(): void {
    if (this.#list !== null && this.#shown !== null) this.#list.place(this.#shown.from);
  }

  #choose(item: Suggestion): void {
    const typing = typingKey.getState(this.#view.state);
    if (!typing) return;
    const { state } = this.#view;
    endUndoStep(state);
    const chosen = item.choose(state, { from: typing.from, to: typing.to });
    this.#view.dispatch(chosen.setMeta(typingKey, null).scrollIntoView());
    endUndoStep(this.#view.state);
  }

  #hide(): void {
    this.#search.abort();
    this.#removeList();
  }

  #removeList(): void {
    if (this.#list === null) return;
    this.#list.remove();
    this.#list = null;
    window.removeEventListener('scroll', this.#onMove, { capture: true });
    window.removeEventListener('resize', this.#onMove);
  }
}
