// @vitest-environment happy-dom
import { type Editor, Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EditorHarness } from '../../testing/editor-harness.js';
import { HeldPlaces } from '../positions/held-places.js';
import { HeldKeys } from './held-keys.js';

const places = new HeldPlaces<object>('heldKeysTest');

/** Indents what Enter begins in code, as the real one does. */
function enterInCode(view: EditorView, event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || view.state.selection.$from.parent.type.name !== 'codeBlock') return false;
  view.dispatch(view.state.tr.insertText('\n  '));
  return true;
}

class Page {
  areHere = false;
  readonly harness: EditorHarness;
  readonly keys: { current: HeldKeys | null } = { current: null };
  #resolve = () => {};
  #reject = (_error: Error) => {};

  constructor(content: object) {
    const { keys } = this;
    const later = this;
    const extension = Extension.create({
      name: 'heldKeysTest',
      priority: 1_300,
      addProseMirrorPlugins: () => [
        new Plugin({
          key: places.key,
          state: places.field,
          props: {
            handleKeyDown: (view, event) =>
              keys.current?.hold(view, event) === true || (later.areHere && enterInCode(view, event)),
          },
        }),
      ],
    });
    this.harness = new EditorHarness([extension], content);
    const loading = new Promise<void>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    keys.current = new HeldKeys(
      this.editor,
      {
        get areHere() {
          return later.areHere;
        },
        load: () => loading,
      },
      places,
    );
  }

  get editor(): Editor {
    return this.harness.editor;
  }

  /** As a browser does: a key that no plugin takes writes its letter. */
  type(...pressed: string[]): void {
    for (const key of pressed) if (!this.harness.press(key) && key.length === 1) this.harness.type(key);
  }

  async arrive(): Promise<void> {
    this.areHere = true;
    this.#resolve();
    await vi.advanceTimersByTimeAsync(0);
  }

  async fail(): Promise<void> {
    this.#reject(new Error('offline'));
    await vi.advanceTimersByTimeAsync(0);
  }
}

const code = { type: 'doc', content: [{ type: 'codeBlock', content: [{ type: 'text', text: 'if' }] }] };
const end = 3;
let page: Page;

function open(content: object = code, caret = end): Page {
  page = new Page(content);
  const { state, view } = page.editor;
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, caret)));
  return page;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  page.harness.close();
  vi.useRealTimers();
});

describe('keys that are held', () => {
  it('are pressed in their order once their plugins are here, the letters behind them too', async () => {
    open();
    page.type('Enter', 'a', 'b', 'Backspace', 'Enter', 'c');
    expect(page.editor.state.doc.textContent).toBe('if');
    await page.arrive();
    expect(page.editor.state.doc.textContent).toBe('if\n  a\n  c');
    page.type('d');
    expect(page.editor.state.doc.textContent).toBe('if\n  a\n  cd');
  });

  it.each([
    ['cannot be loaded', () => page.fail()],
    ['take too long', () => vi.advanceTimersByTimeAsync(2_000)],
  ])('do what they do in plain text if the plugins %s', async (_what, end) => {
    open();
    page.type('Enter', 'a');
    await end();
    expect(page.editor.state.doc.textContent).toBe('if\na');
  });

  it('leave the caret where its person has gone, and what is typed there', async () => {
    open({ type: 'doc', content: [...code.content, { type: 'paragraph' }] });
    page.type('Enter', 'a');
    const { state, view } = page.editor;
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, 5)));
    page.type('b');
    expect(page.editor.state.doc.lastChild?.textContent).toBe('b');
    await page.arrive();
    expect(page.editor.state.doc.firstChild?.textContent).toBe('if\n  a');
    page.type('c');
    expect(page.editor.state.doc.lastChild?.textContent).toBe('bc');
  });

  it('are not held in plain text, and chords are not held at all', () => {
    open({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'if' }] }] });
    page.type('Enter', 'a');
    expect(page.editor.state.doc.textContent).toBe('ifa');
    expect(page.keys.current?.hold(page.editor.view, new KeyboardEvent('keydown', { key: 'c', ctrlKey: true }))).toBe(
      false,
    );
  });
});
