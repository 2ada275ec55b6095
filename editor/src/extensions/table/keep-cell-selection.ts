import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { CellSelection, inSameTable, pointsAtCell } from '@tiptap/pm/tables';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import type { RelativePosition } from 'yjs';
import { tableAround } from './table-around.js';
import { isFromOutside } from './table-editing.js';
import { isSound } from './table-soundness.js';

interface KeptCells {
  readonly anchor: RelativePosition;
  readonly head: RelativePosition;
}

/**
 * Keeps selected cells selected while others write. y-tiptap restores carets, selected nodes and stretches of text
 * after a remote change; of selected cells it would leave a caret in one of them.
 */
export function keepCellSelection(): Plugin {
  let kept: KeptCells | null = null;
  return new Plugin({
    key: new PluginKey('manyhandsKeptCells'),
    // After each update and not in `apply`: y-tiptap knows where things are only once it has written them.
    view: () => ({
      update: ({ state }) => {
        kept = note(state);
      },
    }),
    appendTransaction: (transactions, oldState, state) => {
      if (kept === null || !(oldState.selection instanceof CellSelection) || !transactions.some(isFromOutside)) {
        return null;
      }
      return restore(state, kept);
    },
  });
}

function note(state: EditorState): KeptCells | null {
  const { selection } = state;
  const sync = ySyncPluginKey.getState(state);
  if (!(selection instanceof CellSelection) || sync?.binding == null) return null;
  const relative = (pos: number): RelativePosition =>
    absolutePositionToRelativePosition(pos, sync.type, sync.binding.mapping);
  return { anchor: relative(selection.$anchorCell.pos), head: relative(selection.$headCell.pos) };
}

function restore(state: EditorState, { anchor, head }: KeptCells): Transaction | null {
  const sync = ySyncPluginKey.getState(state);
  if (sync?.binding == null) return null;
  const resolve = (position: RelativePosition) => {
    const pos = relativePositionToAbsolutePosition(sync.doc, sync.type, position, sync.binding.mapping);
    return pos === null || pos > state.doc.content.size ? null : state.doc.resolve(pos);
  };
  const $anchor = resolve(anchor);
  const $head = resolve(head);
  if ($anchor === null || $head === null || !pointsAtCell($anchor) || !pointsAtCell($head)) return null;
  const table = tableAround($head);
  if (!inSameTable($anchor, $head) || table === null || !isSound(table.node)) return null;
  return state.tr.setSelection(new CellSelection($anchor, $head));
}
