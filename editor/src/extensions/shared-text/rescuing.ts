import { Plugin } from '@tiptap/pm/state';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { type DoubledLines, doubledLines } from '../../client/rescue/doubled-lines.js';
import { forgetDeletions } from '../../client/rescue/forget-deletions.js';
import { OwnCopies } from '../../client/rescue/own-copies.js';
import { OwnDeletions } from '../../client/rescue/own-deletions.js';
import { type Rescuer, rescuer } from '../../client/rescue/rescue-content.js';
import { lineTest } from '../../client/rescue/schema-fit.js';
import { putWords } from './place-of-words.js';
import { tornWords } from './reunite-words.js';
import { bindingOf } from './shared-text.js';

/**
 * Writes again what somebody took away without having seen it, takes away what two people wrote anew at the same time, and
 * puts together what an undo tore.
 */
export function rescuing(): Plugin {
  return new Plugin({
    view: (view) => {
      const { schema } = view.state;
      const binding = bindingOf(view.state);
      if (binding === null) return {};
      const { doc, type: root } = binding;
      const isLine = lineTest(schema);
      const copies = new OwnCopies();
      const deleted = new OwnDeletions();
      const rescueLost = rescuer(schema, { isAuthor: (client) => client === doc.clientID, deleted });
      /** What was done here without anybody having asked for it. */
      const rescues = new WeakSet<Y.Transaction>();
      const settle = (
        { write, settled }: DoubledLines,
        caret: Y.RelativePosition | null,
      ): Y.RelativePosition | null => {
        // Nobody takes back what they do not know of.
        doc.transact(({ meta }) => meta.set('addToHistory', false));
        const undoManager: Y.UndoManager | undefined = yUndoPluginKey.getState(view.state)?.undoManager;
        for (const { took } of settled) if (undoManager !== undefined) forgetDeletions(undoManager, took);
        return write(caret);
      };
      const rescue: Rescuer = (change) => {
        if (change.local) return change.origin instanceof Y.UndoManager ? tornWords(change) : null;
        const lost = rescueLost(change, root);
        const doubled = doubledLines(change, root, copies, schema);
        if (lost === null && doubled === null) return null;
        return (caret) => {
          doc.transact((transaction) => rescues.add(transaction));
          const head = lost?.(caret) ?? null;
          return doubled === null ? head : (settle(doubled, caret) ?? head);
        };
      };
      binding.rescueWith(rescue, putWords);
      const note = (change: Y.Transaction) => {
        if (!change.local) return;
        const isRescue = rescues.has(change);
        deleted.note(change, { isLine, isMoved: isRescue });
        if (!isRescue && !(change.origin instanceof Y.UndoManager)) copies.note(change, root, isLine);
      };
      doc.on('afterTransaction', note);
      return { destroy: () => doc.off('afterTransaction', note) };
    },
  });
}
