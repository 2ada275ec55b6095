import type { Editor } from '@tiptap/core';
import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { blockBesideCaret, isForward } from '../blocks/beside-caret.js';
import { editorKeys } from '../selection/editor-keys.js';
import { ToggleView } from './toggle-view.js';

/** Keys around what is folded away: they lead past it, or into it once it is open. */
export function toggleKeys(editor: Editor): Plugin {
  const arrows = ['ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowRight'].map(
    (key) => [key, (of: Editor) => stepPast(of, key)] as const,
  );
  return editorKeys(editor, { Enter: goOn, 'Mod-Enter': toggle, ...Object.fromEntries(arrows) });
}

interface Toggle {
  readonly node: Node;
  readonly pos: number;
  readonly view: ToggleView;
}

function toggleAt(view: EditorView, $pos: ResolvedPos, depth: number): Toggle | null {
  const node = $pos.node(depth);
  if (node.type.name !== 'details') return null;
  const pos = $pos.before(depth);
  const toggleView = ToggleView.of(view.nodeDOM(pos));
  return toggleView === null ? null : { node, pos, view: toggleView };
}

/** The toggles around a position in whose folded content it is, the outermost first. */
export function closedAround(view: EditorView, $pos: ResolvedPos): readonly Toggle[] {
  const closed: Toggle[] = [];
  for (let depth = 1; depth < $pos.depth; depth++) {
    const found = $pos.node(depth + 1).type.name === 'detailsContent' ? toggleAt(view, $pos, depth) : null;
    if (found !== null && !found.view.isOpen) closed.push(found);
  }
  return closed;
}

/** The toggle in whose summary the caret is. */
function withSummary({ state, view }: Editor): Toggle | null {
  const { selection } = state;
  const { $from } = selection;
  if (!(selection instanceof TextSelection) || $from.parent.type.name !== 'detailsSummary') return null;
  return toggleAt(view, $from, $from.depth - 1);
}

/** Enter in a summary: what is behind the caret becomes the first line under it. */
function goOn(editor: Editor): boolean {
  const found = withSummary(editor);
  const { state, view } = editor;
  const { paragraph } = state.schema.nodes;
  const { $from, from, to, $to } = state.selection;
  if (found === null || paragraph === undefined || !$from.sameParent($to)) return false;
  found.view.open();
  const rest = $from.parent.slice($to.parentOffset).content;
  const inside = $from.after() + 1;
  const first = state.doc.nodeAt(inside);
  const { tr } = state;
  const isLineThere = rest.size === 0 && first?.type === paragraph && first.content.size === 0;
  if (!isLineThere) tr.insert(inside, paragraph.create(null, rest));
  tr.delete(from, $from.end());
  tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(inside, -1)), 1)).scrollIntoView();
  if (to < from) return false;
  view.dispatch(tr);
  return true;
}

function toggle(editor: Editor): boolean {
  const found = withSummary(editor);
  found?.view.toggle();
  return found !== null;
}

function stepPast(editor: Editor, key: string): boolean {
  const { view, state } = editor;
  const beside = blockBesideCaret(view, key);
  if (beside === null) return isForward(key) && leaveAtEnd(editor, key);
  const [closed] = closedAround(view, state.doc.resolve(beside.pos + (beside.node.isTextblock ? 1 : 0)));
  if (closed === undefined) return false;
  const after = closed.pos + closed.node.nodeSize;
  const summaryEnd = closed.pos + (closed.node.firstChild?.nodeSize ?? 0);
  const target = isForward(key)
    ? Selection.findFrom(state.doc.resolve(after), 1)
    : TextSelection.create(state.doc, summaryEnd);
  if (target === null) return leaveAtEnd(editor, key);
  view.dispatch(state.tr.setSelection(target).scrollIntoView());
  return true;
}

/** Down from a closed toggle at the end of the document: there is a line to go on writing. */
function leaveAtEnd(editor: Editor, key: string): boolean {
  const found = withSummary(editor);
  const { view, state } = editor;
  const { paragraph } = state.schema.nodes;
  if (found === null || found.view.isOpen) return false;
  if (key === 'ArrowDown' && view.editable && paragraph !== undefined && view.endOfTextblock('down')) {
    const after = found.pos + found.node.nodeSize;
    const tr = state.tr.insert(after, paragraph.create());
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  }
  return true;
}
