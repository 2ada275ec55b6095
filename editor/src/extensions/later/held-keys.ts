import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { withTimeout } from '../../client/with-timeout.js';
import type { HeldPlaces } from '../positions/held-places.js';
import type { LaterPlugins } from './later-plugins.js';
import { richNodes } from './rich-nodes.js';

/** Then keys do what they do in plain text: a writer who sees nothing stops writing. */
const patienceMs = 2_000;

/** The plugins that are on their way. */
type Later = Pick<LaterPlugins<string>, 'areHere' | 'load'>;

/** Keys in the order they were pressed in. */
type Row = KeyboardEvent[];

/**
 * Tab and Enter mean something else in code, a table or a toggle: they wait for the plugins that know, and with them
 * whatever is typed behind them, because it belongs where they lead to.
 */
export class HeldKeys {
  readonly #editor: Editor;
  readonly #later: Later;
  readonly #places: HeldPlaces<object>;
  #row: Row | null = null;
  #isReplaying = false;

  constructor(editor: Editor, later: Later, places: HeldPlaces<object>) {
    this.#editor = editor;
    this.#later = later;
    this.#places = places;
  }

  /** @returns whether the key waits now */
  hold(view: EditorView, event: KeyboardEvent): boolean {
    if (this.#later.areHere || this.#isReplaying || event.isComposing) return false;
    if (this.#row !== null && isTyped(event) && this.#places.isAt(view, this.#row)) {
      this.#row.push(event);
      return true;
    }
    if (!isForLater(view.state, event)) return false;
    this.#holdRow(view, [event]);
    return true;
  }

  /** What comes next is not part of what waits. */
  endRow(): void {
    this.#row = null;
  }

  #holdRow(view: EditorView, row: Row): void {
    this.#row = row;
    this.#places.hold(view, row);
    const replay = () => {
      if (this.#row === row) this.#row = null;
      this.#places.release(view, row, () => this.#replay(view, row));
    };
    withTimeout(this.#later.load(this.#editor), patienceMs).then(replay, replay);
  }

  #replay(view: EditorView, row: Row): void {
    this.#isReplaying = true;
    try {
      for (const event of row) press(view, event);
    } finally {
      this.#isReplaying = false;
    }
  }
}

/** What a browser itself does with other keys cannot wait. */
function isForLater({ selection }: EditorState, { key }: KeyboardEvent): boolean {
  if (key !== 'Tab' && key !== 'Enter') return false;
  if (selection instanceof NodeSelection && isRich(selection.node)) return true;
  const { $head } = selection;
  return Array.from({ length: $head.depth + 1 }, (_, depth) => $head.node(depth)).some(isRich);
}

function isRich({ type }: Node): boolean {
  return (richNodes as readonly string[]).includes(type.name);
}

function isTyped(event: KeyboardEvent): boolean {
  const isChord = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
  return !isChord && (event.key.length === 1 || ['Enter', 'Tab', 'Backspace'].includes(event.key));
}

/** Does what the key would have done, the browser's part included. */
function press(view: EditorView, event: KeyboardEvent): void {
  if (view.someProp('handleKeyDown', (handle) => handle(view, event)) === true) return;
  const { $from, from, to } = view.state.selection;
  if (event.key === 'Backspace') {
    const before = Array.from($from.parent.textBetween(0, $from.parentOffset, '', '\ufffc')).at(-1);
    if (before !== undefined) view.dispatch(view.state.tr.delete(from - before.length, from));
  } else if (event.key.length === 1) {
    const insert = () => view.state.tr.insertText(event.key, from, to).scrollIntoView();
    const isHandled = view.someProp('handleTextInput', (handle) => handle(view, from, to, event.key, insert));
    if (isHandled !== true) view.dispatch(insert());
  }
}
