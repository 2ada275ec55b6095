import type { Slice } from '@tiptap/pm/model';
import { NodeSelection, Plugin, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { insertLine } from '../selection/insert-line.js';
import { replaceWithLine } from './line-of-slice.js';
import { pasteItems } from './list-in-list.js';
import { insertPasted } from './paste-step.js';

const ownPastes = new WeakSet<Event>();

/** Pastes HTML that was copied from a document of ours. */
export function pasteOwnHtml(view: EditorView, html: string, event: ClipboardEvent): void {
  ownPastes.add(event);
  view.pasteHTML(html, event);
}

/** Inserts what was copied here, after the parts that know better: tables put cells into cells. */
export function ownSlices(): Plugin {
  return new Plugin({
    props: {
      handlePaste(view, event, slice) {
        if (!ownPastes.has(event)) return false;
        insertPasted(view, replaceWithSlice(view.state.tr, slice));
        return true;
      },
    },
  });
}

/**
 * Replaces the selection with a slice. Blocks that do not continue the line they are pasted into stand below it, and items
 * pasted into a list are items of it. The caret stands behind what was pasted.
 */
export function replaceWithSlice(tr: Transaction, slice: Slice): Transaction {
  if (tr.selection.$from.parent.type.name === 'detailsSummary') return replaceWithLine(tr, slice.content);
  const only =
    slice.openStart === 0 && slice.openEnd === 0 && slice.content.childCount === 1 ? slice.content.firstChild : null;
  if (pasteItems(tr, slice)) return moveBehindTextless(tr, slice);
  if (only !== null) tr.replaceSelectionWith(only, false);
  else tr.replaceSelection(slice);
  return moveBehindTextless(tr, slice);
}

/**
 * A formula or a picture at the end would be selected, or its caption or the last cell of a table have the caret: what is
 * typed next would take its place, or go into it.
 */
function moveBehindTextless(tr: Transaction, slice: Slice): Transaction {
  const end = endOfTextless(tr.selection, slice);
  if (end === null) return tr;
  const next = tr.doc.resolve(end).nodeAfter;
  if (next?.isTextblock !== true || next.type.name === 'image') insertLine(tr, end);
  return tr.setSelection(Selection.near(tr.doc.resolve(end), 1));
}

/** Where the last block of what was inserted ends, if it is one that nobody writes on in. */
function endOfTextless(selection: Selection, { content, openEnd }: Slice): number | null {
  if (selection instanceof NodeSelection && selection.node.isBlock) return selection.to;
  let last = content.lastChild;
  while (last?.lastChild != null && !last.isTextblock && last.type.name !== 'table') last = last.lastChild;
  const name = last?.type.name;
  if (openEnd > 0 || (name !== 'image' && name !== 'table')) return null;
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === name) return $from.after(depth);
  }
  return null;
}

/**
 * Inserts the literal text and then what it means in its place: Undo gives the literal text back, and a second one
 * nothing.
 */
export function insertConverted(view: EditorView, literal: Slice, converted: Slice): void {
  const start = view.state;
  const first = replaceWithSlice(start.tr, literal);
  const steps = first.steps.map((step, index) => step.invert(first.docs[index] ?? first.doc)).reverse();
  insertPasted(view, first);
  const { tr } = view.state;
  for (const step of steps) tr.step(step);
  // Back where it was, all in one turn of the event loop: nobody else's edit can be in between.
  tr.setSelection(TextSelection.between(tr.doc.resolve(start.selection.from), tr.doc.resolve(start.selection.to)));
  insertPasted(view, replaceWithSlice(tr, converted));
}
