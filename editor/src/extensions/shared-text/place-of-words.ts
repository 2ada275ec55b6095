import type { ResolvedPos } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { ComposedWords } from './composed-words.js';
import { flatText } from './text-change.js';

/** Puts composed words to the caret, and the caret behind them. */
export function putWords(view: EditorView, composed: ComposedWords): void {
  const { from, to } = placeOfWords(view.state.selection.$head, composed);
  const tr = view.state.tr.insertText(composed.words, from, to);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from + composed.words.length)));
}

/** Where of a composition stands what others copied of it: at the caret, on either side. */
export function placeOfWords(
  { parent, parentOffset, pos }: ResolvedPos,
  { seen, replaced }: ComposedWords,
): {
  from: number;
  to: number;
} {
  const before = flatText(parent, 0, parentOffset);
  const after = flatText(parent, parentOffset);
  if (seen !== '' && after.startsWith(seen) && !before.endsWith(seen)) return { from: pos, to: pos + seen.length };
  // They may have seen less of it: the rest was on its way.
  for (let length = seen.length; length > 0; length--) {
    if (before.endsWith(seen.slice(0, length))) return { from: pos - length, to: pos };
  }
  if (before.endsWith(replaced)) return { from: pos - replaced.length, to: pos };
  return { from: pos, to: after.startsWith(replaced) ? pos + replaced.length : pos };
}
