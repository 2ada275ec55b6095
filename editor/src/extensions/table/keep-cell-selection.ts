import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { CellSelection, inSameTable, pointsAtCell } from '@tiptap/pm/tables';
import type { RelativePosition } from 'yjs';
import { bindingOf } from '../shared-text/shared-text.js';
import { tableAround } from './table-around.js';
import { isFromOutside } from './table-editing.js';
import { isSound } from './table-soundness.js';

interface KeptCells {
  readonly anchor: RelativePosition;
  readonly head: RelativePosition;
}

/**
 * Keeps selected cells selected while others write. The text's binding restores carets, selected nodes and stretches of
 * text after a remote change; selected cells are restored here.
 */
export function keepCellSelection(): Plugin {
  let kept: KeptCells | null = null;
  return new Plugin({
    key: new PluginKey('manyhandsKeptCells'),
    // After each update and not in `apply`: the binding knows where things are only once it has written them.
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
  const { selection, doc } = state;
  const binding = bindingOf(state);
  if (!(selection instanceof CellSelection) || binding === null) return null;
  const { positions } = binding;
  return {
    anchor: positions.toRelative(doc, selection.$anchorCell.pos),
    head: positions.toRelative(doc, selection.$headCell.pos),
  };
}

function restore(state: EditorState, { anchor, head }: KeptCells): Transaction | null {
  const binding = bindingOf(state);
  if (binding === null) return null;
  const resolve = (position: RelativePosition) => {
    const pos = binding.positions.toAbsolute(position);
    return pos === null || pos > state.doc.content.size ? null : state.doc.resolve(pos);
  };
  const $anchor = resolve(anchor);
  const $head = resolve(head);
  if ($anchor === null || $head === null || !pointsAtCell($anchor) || !pointsAtCell($head)) return null;
  const table = tableAround($head);
  if (!inSameTable($anchor, $head) || table === null || !isSound(table.node)) return null;
  return state.tr.setSelection(new CellSelection($anchor, $head));
}
