import type { EditorView } from '@tiptap/pm/view';
import { AnchoredPopup } from '../blocks/anchored-popup.js';
import { createButton, createElement } from '../blocks/create-element.js';

export interface FormulaEditorOptions {
  readonly view: EditorView;
  readonly anchor: HTMLElement;
  readonly latex: string;
  readonly isBlock: boolean;
  /** Where the caret of the source goes first. */
  readonly caret: 'start' | 'end';
  /** Shows what is typed, and answers what is wrong with it. */
  readonly onInput: (latex: string) => string | null;
  /**
   * The source is finished.
   *
   * @param leave where the caret goes: to a side of the formula, or where a click has put it
   */
  readonly onDone: (latex: string, leave: 'before' | 'after' | 'elsewhere') => void;
}

export interface FormulaEditor {
  /** Somebody else changed the formula. */
  theyChanged(latex: string): void;
  /** Somebody else deleted it. */
  theyDeleted(): void;
  focus(): void;
  close(): void;
}

/** The source of a formula in a box below it. */
export function openFormulaEditor(options: FormulaEditorOptions): FormulaEditor {
  const { view, anchor, isBlock, caret, onInput, onDone } = options;
  let base = options.latex;
  let theirs = base;
  const field = createElement('textarea', {
    class: 'mh-field mh-formula-editor__source',
    attributes: {
      rows: '1',
      spellcheck: 'false',
      autocapitalize: 'off',
      autocomplete: 'off',
      'aria-label': 'Formula in LaTeX',
      placeholder: isBlock ? '\\sum_{i=1}^n i = \\frac{n(n+1)}{2}' : 'E = mc^2',
    },
  });
  const words = createElement('p', { class: 'mh-formula-editor__words', attributes: { role: 'status' } });
  const take = createButton('mh-button', 'Take theirs');
  const done = createButton('mh-button mh-button--primary', 'Done');
  const element = createElement('div', {
    class: 'mh-formula-editor',
    attributes: { role: 'dialog', 'aria-label': 'Edit formula' },
    children: [field, words, createElement('div', { class: 'mh-formula-editor__row', children: [take, done] })],
  });
  field.value = base;
  take.hidden = true;

  const show = () => {
    field.style.setProperty('height', 'auto');
    field.style.setProperty('height', `${field.scrollHeight + 2}px`);
    const problem = onInput(field.value);
    if (take.hidden) words.textContent = problem ?? '';
  };
  const finish = (leave: 'before' | 'after' | 'elsewhere') => {
    if (!popup.isOpen) return;
    popup.close();
    onDone(field.value.trim(), leave);
  };
  const popup = new AnchoredPopup({
    view,
    anchor,
    element,
    onDismiss: (reason) => finish(reason === 'escape' ? 'after' : 'elsewhere'),
  });
  field.addEventListener('input', show);
  field.addEventListener('keydown', (event) => {
    const leave = event.isComposing ? null : leaveBy(event, field, isBlock);
    if (leave === null) return;
    event.preventDefault();
    finish(leave);
  });
  done.addEventListener('click', () => finish('after'));
  take.addEventListener('click', () => {
    take.hidden = true;
    base = theirs;
    field.value = theirs;
    field.focus();
    show();
  });
  field.focus({ preventScroll: true });
  field.setSelectionRange(...(caret === 'start' ? ([0, 0] as const) : ([base.length, base.length] as const)));
  show();
  return {
    theyChanged: (latex) => {
      theirs = latex;
      if (field.value === base || field.value === latex) {
        const { selectionStart, selectionEnd } = field;
        base = latex;
        field.value = latex;
        field.setSelectionRange(Math.min(selectionStart, latex.length), Math.min(selectionEnd, latex.length));
        take.hidden = true;
      } else if (latex !== base) {
        base = latex;
        take.hidden = false;
        words.textContent = 'Somebody else has changed this formula meanwhile. What you leave here takes its place.';
      }
      show();
    },
    theyDeleted: () => {
      if (field.value === base) return popup.close();
      take.hidden = true;
      words.textContent = 'Somebody else has deleted this formula. Copy what you want to keep, then close this.';
    },
    focus: () => field.focus(),
    close: () => popup.close(),
  };
}

/** Keys that lead out of the source. */
function leaveBy(event: KeyboardEvent, field: HTMLTextAreaElement, isBlock: boolean): 'before' | 'after' | null {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
  const { selectionStart: start, selectionEnd: end, value } = field;
  if (key === 'Enter') return isBlock && shiftKey ? null : 'after';
  if (key === 'Tab' && !shiftKey) return null;
  if (shiftKey || altKey || ctrlKey || metaKey || start !== end) return null;
  const isFirstLine = !value.slice(0, start).includes('\n');
  const isLastLine = !value.slice(end).includes('\n');
  if (key === 'ArrowLeft' && start === 0) return 'before';
  if (key === 'ArrowRight' && end === value.length) return 'after';
  if (key === 'ArrowUp' && isFirstLine && isBlock) return 'before';
  if (key === 'ArrowDown' && isLastLine && isBlock) return 'after';
  if (key === 'Backspace' && value === '') return 'before';
  return null;
}
