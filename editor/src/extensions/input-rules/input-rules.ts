import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { comesFromDocument } from '../undo/change-origin.js';
import { endUndoStep, undoLastStep } from '../undo/undo-steps.js';
import { type InputRule, maxRuleText, type TypedText } from './input-rule.js';

/** The conversion that Backspace now takes back: where the caret was, and the text before it. */
interface LastConversion {
  readonly caret: number;
  readonly typed: string;
}

const rulesKey = new PluginKey<LastConversion | null>('manyhandsInputRules');

/**
 * Turns typed text into what it stands for. Tiptap has input rules too; these differ in what a shared document needs:
 * the literal text enters the document first and its conversion is an undo step of its own, so that Backspace and Undo
 * give the literal text back, also when somebody else has written in between.
 *
 * Only keys of this person run rules: never a remote edit, a paste, or the letters of an unfinished composition.
 */
export function inputRules(rulesFor: (state: EditorState) => readonly InputRule[]): Extension {
  return Extension.create({
    name: 'manyhandsInputRules',
    // Before the keymaps: Backspace after a conversion and Enter after a fence mean something else.
    priority: 1100,
    addProseMirrorPlugins: () => [inputRulesPlugin(rulesFor)],
  });
}

function inputRulesPlugin(rulesFor: (state: EditorState) => readonly InputRule[]): Plugin<LastConversion | null> {
  return new Plugin<LastConversion | null>({
    key: rulesKey,
    state: {
      init: () => null,
      apply(transaction, last) {
        const said = transaction.getMeta(rulesKey) as LastConversion | null | undefined;
        if (said !== undefined) return said;
        // A remote edit changes nothing about what this person did last.
        if (comesFromDocument(transaction)) return last;
        return transaction.docChanged || transaction.selectionSet ? null : last;
      },
    },
    props: {
      handleTextInput: (view, from, to, text) => onText(view, { from, to, text }, rulesFor),
      handleKeyDown(view, event) {
        if (event.isComposing || event.shiftKey || event.altKey) return false;
        // Undo itself, but with the caret where it was.
        if ((event.ctrlKey || event.metaKey) && event.key === 'z') return takeBack(view);
        if (event.ctrlKey || event.metaKey) return false;
        if (event.key === 'Backspace') return takeBack(view);
        if (event.key === 'Enter') return onEnter(view, rulesFor);
        return false;
      },
      handleDOMEvents: {
        compositionend(view) {
          // Keyboards of Android compose everything, also plain letters: only there is it typing like any other.
          if (isAndroid()) setTimeout(() => onComposed(view, rulesFor));
          return false;
        },
      },
    },
  });
}

interface Insertion {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function onText(
  view: EditorView,
  { from, to, text }: Insertion,
  rulesFor: (state: EditorState) => readonly InputRule[],
): boolean {
  if (view.composing || !takesRules(view.state, from)) return false;
  const { parent, parentOffset } = view.state.doc.resolve(from);
  const before = textBefore(parent, parentOffset) + text;
  const candidates = rulesFor(view.state).filter((rule) => rule.onEnter !== true && rule.pattern.test(before));
  if (candidates.length === 0) return false;
  view.dispatch(view.state.tr.insertText(text, from, to).scrollIntoView());
  runFirst(view, candidates);
  return true;
}

function onEnter(view: EditorView, rulesFor: (state: EditorState) => readonly InputRule[]): boolean {
  const { selection } = view.state;
  if (!(selection instanceof TextSelection) || selection.$cursor === null) return false;
  if (view.composing || !takesRules(view.state, selection.from)) return false;
  const ran = runFirst(
    view,
    rulesFor(view.state).filter((rule) => rule.onEnter === true),
  );
  return ran !== undefined && ran.passEnter !== true;
}

function onComposed(view: EditorView, rulesFor: (state: EditorState) => readonly InputRule[]): void {
  if (view.isDestroyed || view.composing || !takesRules(view.state, view.state.selection.from)) return;
  runFirst(
    view,
    rulesFor(view.state).filter((rule) => rule.onEnter !== true),
  );
}

/** Runs the first rule that has something to say about the text before the caret. */
function runFirst(view: EditorView, rules: readonly InputRule[]): InputRule | undefined {
  for (const rule of rules) {
    const typed = typedText(view.state, rule);
    const transaction = typed === undefined ? null : rule.apply(typed);
    if (transaction === null || !transaction.docChanged) continue;
    endUndoStep(view.state);
    const last: LastConversion = { caret: view.state.selection.from, typed: typed?.match[0] ?? '' };
    view.dispatch(transaction.setMeta(rulesKey, last).scrollIntoView());
    endUndoStep(view.state);
    return rule;
  }
  return undefined;
}

function typedText(state: EditorState, rule: InputRule): TypedText | undefined {
  const { $from, empty } = state.selection;
  if (!empty) return undefined;
  const match = rule.pattern.exec(textBefore($from.parent, $from.parentOffset));
  if (match === null) return undefined;
  const from = $from.pos - match[0].length;
  const code = state.schema.marks['code'];
  if (code !== undefined && state.doc.rangeHasMark(from, $from.pos, code)) return undefined;
  return { state, from, to: $from.pos, match };
}

function textBefore(parent: EditorState['doc'], offset: number): string {
  return parent.textBetween(Math.max(0, offset - maxRuleText), offset, null, '\ufffc');
}

function takesRules(state: EditorState, at: number): boolean {
  const $at = state.doc.resolve(at);
  if (!$at.parent.isTextblock || $at.parent.type.spec.code === true) return false;
  const marks = state.storedMarks ?? $at.marks();
  return !marks.some((mark) => mark.type.spec.code === true);
}

function takeBack(view: EditorView): boolean {
  const last = rulesKey.getState(view.state);
  if (!last || !view.state.selection.empty || !undoLastStep(view.state)) return false;
  const { tr, doc } = view.state;
  // Undo finds the caret by what is beside it, which a conversion may have replaced.
  const $caret = last.caret <= doc.content.size ? doc.resolve(last.caret) : null;
  if ($caret?.parent.isTextblock && textBefore($caret.parent, $caret.parentOffset).endsWith(last.typed)) {
    tr.setSelection(TextSelection.create(doc, last.caret));
  }
  view.dispatch(tr.setMeta(rulesKey, null));
  return true;
}

function isAndroid(): boolean {
  return typeof navigator !== 'undefined' && /\bAndroid\b/.test(navigator.userAgent);
}
