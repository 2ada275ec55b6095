import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { tableEditing } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { fillCells } from './fill-cells.js';
import { tableAround } from './table-around.js';
import { isMeasurable, isSelectionSound, isSound } from './table-soundness.js';

/**
 * prosemirror-tables' editing, with one difference: tables are repaired only together with an edit of this person.
 *
 * The stock plugin repairs whatever it sees, also in answer to a remote change or to opening a document. Then every
 * reader writes, each their own repair, and the repairs are broken together: reading never writes.
 */
export function localTableEditing(): Plugin {
  const stock = tableEditing();
  const { appendTransaction, props = {} } = stock.spec;
  return new Plugin({
    ...stock.spec,
    props: {
      ...props,
      handleKeyDown: (view, event) =>
        isSelectionSound(view.state) && (props.handleKeyDown?.call(stock, view, event) ?? false),
      handlePaste: (view, event, slice) => {
        if (tableAround(view.state.selection.$head) === null) return false;
        return fillCells(view, { event, slice, fill: (...pasted) => props.handlePaste?.apply(stock, pasted) === true });
      },
      handleTripleClick: (view, pos, event) =>
        isSoundAt(view, pos) && (props.handleTripleClick?.call(stock, view, pos, event) ?? false),
      handleDOMEvents: {
        ...props.handleDOMEvents,
        mousedown: (view, event) => {
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
          if (at === null || !isSoundAt(view, at.pos)) return false;
          return props.handleDOMEvents?.mousedown?.call(stock, view, event) ?? false;
        },
      },
    },
    appendTransaction: (transactions, oldState, state) => {
      const isOwnEdit = transactions.some((tr) => tr.docChanged) && !transactions.some(isFromOutside);
      const before = isOwnEdit && areMeasurable(state) ? oldState : state;
      // With the same state as before and after it only tidies the selection.
      return appendTransaction?.call(stock, transactions, before, state);
    },
  });
}

/** A change of others, of the copy on the device, or of undo: y-tiptap has written it already. */
export function isFromOutside(tr: Transaction): boolean {
  return tr.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}

function isSoundAt(view: EditorView, pos: number): boolean {
  const table = tableAround(view.state.doc.resolve(pos));
  return table === null || isSound(table.node);
}

function areMeasurable({ doc, selection }: EditorState): boolean {
  // An own edit is where the caret is, nearly always; other tables are looked at only if one is there at all.
  const own = tableAround(selection.$head);
  if (own !== null && !isMeasurable(own.node)) return false;
  let all = true;
  doc.forEach((node) => {
    if (node.type.spec['tableRole'] === 'table') all &&= isMeasurable(node);
  });
  return all;
}
