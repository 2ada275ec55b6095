import { NodeSelection, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { blockBesideCaret, isPlainKey } from '../blocks/beside-caret.js';
import { type CodeOnPage, codeViewAt } from './code-views.js';

/** Which code block is being written in, and the way into one that is folded away. */
export function activeCode(): Plugin {
  return new Plugin({
    key: new PluginKey('manyhandsActiveCode'),
    props: { handleKeyDown: (view, event) => selectFoldedDiagram(view, event) },
    view: (editorView) => {
      const active = new ActiveBlock(editorView);
      return { update: () => active.update(), destroy: () => active.stop() };
    },
  });
}

/** Tells the block with the caret that it has it, once somebody is really writing: a page that opens has a caret too. */
class ActiveBlock {
  readonly #view: EditorView;
  readonly #stopping = new AbortController();
  #block: CodeOnPage | null = null;
  #isPointing = false;

  constructor(view: EditorView) {
    this.#view = view;
    const { signal } = this.#stopping;
    view.dom.addEventListener('pointerdown', () => this.#point(true), { signal });
    window.addEventListener('pointerup', () => this.#point(false), { signal });
    window.addEventListener('pointercancel', () => this.#point(false), { signal });
    view.dom.addEventListener('focus', () => this.update(), { signal });
  }

  update(): void {
    // What unfolds under a pressed pointer would move the place that is meant.
    if (this.#isPointing) return;
    const found = blockWithCaret(this.#view);
    const now = found !== this.#block && !this.#view.hasFocus() ? null : found;
    if (now === this.#block) return;
    this.#block?.setActive(false);
    now?.setActive(true);
    this.#block = now;
  }

  stop(): void {
    this.#stopping.abort();
  }

  #point(isPointing: boolean): void {
    this.#isPointing = isPointing;
    if (!isPointing && !this.#view.isDestroyed) this.update();
  }
}

function blockWithCaret(view: EditorView): CodeOnPage | null {
  const { selection } = view.state;
  const { $head } = selection;
  if (!(selection instanceof TextSelection) || $head.parent.type.name !== 'codeBlock') return null;
  return codeViewAt(view, $head.before());
}

/** The caret cannot go into a source that is folded away, so that an arrow takes the diagram as a whole. */
function selectFoldedDiagram(view: EditorView, event: KeyboardEvent): boolean {
  if (!isPlainKey(event)) return false;
  const { state } = view;
  const beside = blockBesideCaret(view, event.key);
  if (beside?.node.type.name !== 'codeBlock' || !codeViewAt(view, beside.pos)?.isFolded) return false;
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, beside.pos)).scrollIntoView());
  return true;
}
