import type { Editor } from '@tiptap/core';
import { exitCode } from '@tiptap/pm/commands';
import { NodeSelection, type Plugin, TextSelection } from '@tiptap/pm/state';
import { editorKeys } from '../selection/editor-keys.js';
import { chosenCode } from './code-commands.js';
import { codeViewAt } from './code-views.js';
import { indentLines, outdentLines, type TextChange } from './line-indent.js';

/** What keys do in code, where they are those of a code editor. */
export function codeKeys(editor: Editor): Plugin {
  return editorKeys(editor, {
    Tab: indent,
    'Shift-Tab': outdent,
    Enter: breakOrLeave,
    'Mod-Enter': leave,
    'Mod-a': selectCode,
    Escape: foldDiagram,
    'Alt-F10': focusBar,
    F2: chooseLanguage,
  });
}

const chooseLanguage = (editor: Editor) => editor.commands.chooseCodeLanguage();

const indent = (editor: Editor) => changeLines(editor, indentLines);

const outdent = (editor: Editor) => changeLines(editor, outdentLines);

const breakOrLeave = (editor: Editor) => openDiagram(editor) || leaveAfterBlankLines(editor) || breakLine(editor);

const leave = (editor: Editor) => inCode(editor) !== null && exitCode(editor.state, editor.view.dispatch);

interface Code {
  /** Position of the first letter. */
  readonly start: number;
  readonly text: string;
  /** Offsets in the text. */
  readonly from: number;
  readonly to: number;
}

/** The code block that holds the whole selection. */
function inCode({ state }: Editor): Code | null {
  const { $from, $to } = state.selection;
  const { parent } = $from;
  if (!(state.selection instanceof TextSelection) || parent.type.spec.code !== true || !$from.sameParent($to))
    return null;
  return { start: $from.start(), text: parent.textContent, from: $from.parentOffset, to: $to.parentOffset };
}

function changeLines(
  editor: Editor,
  change: (text: string, from: number, to: number) => readonly TextChange[],
): boolean {
  const code = inCode(editor);
  if (code === null) return false;
  const { view, state } = editor;
  const { tr } = state;
  // From the end, so that the offsets before stay right.
  for (const { from, to, insert } of [...change(code.text, code.from, code.to)].reverse()) {
    if (insert === '') tr.delete(code.start + from, code.start + to);
    else tr.insertText(insert, code.start + from, code.start + to);
  }
  if (tr.docChanged) {
    const { selection } = state;
    const anchor = tr.mapping.map(selection.anchor);
    const head = tr.mapping.map(selection.head);
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, anchor, head)).scrollIntoView());
  }
  // Tab must not leave the text from inside of code, even where there is nothing to take away.
  return true;
}

/** A new line begins below the first letter of this one. */
function breakLine(editor: Editor): boolean {
  const code = inCode(editor);
  if (code === null) return false;
  const before = code.text.slice(0, code.from);
  const indent = /^[ \t]*/.exec(before.slice(before.lastIndexOf('\n') + 1))?.[0] ?? '';
  editor.view.dispatch(editor.state.tr.insertText(`\n${indent}`).scrollIntoView());
  return true;
}

/** Enter after two blank lines at the end. */
function leaveAfterBlankLines(editor: Editor): boolean {
  const code = inCode(editor);
  if (code === null || code.from !== code.to || code.to !== code.text.length) return false;
  const blank = /\n[ \t]*\n[ \t]*$/.exec(code.text);
  if (blank === null) return false;
  const { state, view } = editor;
  view.dispatch(state.tr.delete(code.start + blank.index, code.start + code.text.length));
  return exitCode(view.state, view.dispatch);
}

/** All of the code; asked for again, all of the document. */
function selectCode(editor: Editor): boolean {
  const code = inCode(editor);
  if (code === null || code.text === '' || (code.from === 0 && code.to === code.text.length)) return false;
  const { state, view } = editor;
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, code.start, code.start + code.text.length)));
  return true;
}

function openDiagram(editor: Editor): boolean {
  const { selection } = editor.state;
  const block = selection instanceof NodeSelection ? codeViewAt(editor.view, selection.from) : null;
  block?.edit();
  return block !== null;
}

function foldDiagram(editor: Editor): boolean {
  if (inCode(editor) === null) return false;
  const block = codeViewAt(editor.view, editor.state.selection.$from.before());
  if (block?.dom.dataset['view'] !== 'both') return false;
  block.fold();
  return true;
}

function focusBar(editor: Editor): boolean {
  const block = chosenCode(editor);
  block?.focusBar();
  return block !== null;
}
