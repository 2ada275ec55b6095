import type { Slice } from '@tiptap/pm/model';
import { NodeSelection, Selection } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { insertLine } from '../selection/insert-line.js';
import { endUndoStep } from '../undo/undo-steps.js';
import { repairBeforeEdit } from './table-soundness.js';

type PasteHandler = (view: EditorView, event: ClipboardEvent, slice: Slice) => boolean;

interface Pasted {
  readonly event: ClipboardEvent;
  readonly slice: Slice;
  /** prosemirror-tables' own. */
  readonly fill: PasteHandler;
}

/**
 * Pastes into cells, as an undo step of its own. The cells are not left selected, as prosemirror-tables leaves them: what
 * is typed next would delete what was just pasted. The caret stands in the last of them.
 *
 * @returns whether it was something for cells
 */
export function fillCells(view: EditorView, { event, slice, fill }: Pasted): boolean {
  if (!repairBeforeEdit(view)) return false;
  endUndoStep(view.state);
  if (!fill(view, event, slice)) return false;
  moveIntoLastCell(view);
  endUndoStep(view.state);
  return true;
}

function moveIntoLastCell(view: EditorView): void {
  const { selection, tr } = view.state;
  if (!(selection instanceof CellSelection)) return;
  const last = selection.$headCell;
  const end = last.pos + (last.nodeAfter?.nodeSize ?? 2) - 1;
  tr.setSelection(Selection.near(tr.doc.resolve(end), -1));
  // A formula at the end would be selected in its turn.
  if (tr.selection instanceof NodeSelection && insertLine(tr, end))
    tr.setSelection(Selection.near(tr.doc.resolve(end), 1));
  view.dispatch(tr.scrollIntoView());
}
