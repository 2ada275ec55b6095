import { Plugin } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type { DocumentHandle } from '../../client/document-handle.js';
import { readPendingSelection } from '../shared-text/pending-selection.js';
import { bindingOf } from '../shared-text/shared-text.js';
import { CaretActivity } from './caret-activity.js';
import { CaretLabels } from './caret-labels.js';
import { CaretPublisher } from './caret-publisher.js';
import { type CaretState, caretKey, caretsIn } from './caret-state.js';
import { caretDecorations, remoteCaretsIn } from './remote-caret.js';
import { idleTint, tintProperty } from './selection-tint.js';

/** Other people's carets and selections in one editor, and this person's for the others. */
export function remoteCarets({ awareness }: Pick<DocumentHandle, 'awareness'>): Plugin<CaretState> {
  return new Plugin<CaretState>({
    key: caretKey,
    state: {
      init: () => ({ carets: [], decorations: DecorationSet.empty }),
      apply: (tr, value, _before, state) => {
        const binding = bindingOf(state);
        const isTold = tr.getMeta(caretKey) !== undefined || ySyncPluginKey.getState(state)?.isChangeOrigin === true;
        if (isTold && binding?.isFrozen !== true) {
          const carets = binding === null ? [] : remoteCaretsIn(awareness, binding.positions, tr.doc);
          const decorations = carets.flatMap((caret) => caretDecorations(caret, tr.doc));
          return { carets, decorations: DecorationSet.create(tr.doc, decorations) };
        }
        if (!tr.docChanged) return value;
        // One's own change: everybody stays beside their letters until they say where they are.
        const carets = value.carets.map((caret) => ({
          ...caret,
          anchor: tr.mapping.map(caret.anchor, -1),
          head: tr.mapping.map(caret.head, -1),
        }));
        return { carets, decorations: value.decorations.map(tr.mapping, tr.doc) };
      },
    },
    props: { decorations: (state) => caretKey.getState(state)?.decorations },
    view: (view) => {
      const labels = new CaretLabels(view.dom);
      const activity = new CaretActivity({
        onNamed: (clientId, isNamed) => labels.setNamed(clientId, isNamed),
        onIdle: (clientId, isIdle) => view.dom.style.setProperty(tintProperty(clientId), isIdle ? idleTint : null),
      });
      const publisher = new CaretPublisher(view, awareness);
      const show = () => {
        const carets = caretsIn(view.state);
        activity.update(new Map(carets.map(({ clientId }) => [clientId, cursorOf(awareness, clientId)])));
        labels.show(carets, (clientId) => activity.isNamed(clientId));
      };
      let isScheduled = false;
      const onChange = () => {
        if (isScheduled) return;
        isScheduled = true;
        // Not inside the event: ProseMirror may be in the middle of a change of its own.
        queueMicrotask(() => {
          isScheduled = false;
          if (view.isDestroyed) return;
          readPendingSelection(view);
          view.dispatch(view.state.tr.setMeta(caretKey, true));
        });
      };
      const onAwareness = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
        // One's own caret moves with every key, and nobody draws it.
        if ([...added, ...updated, ...removed].some((clientId) => clientId !== awareness.clientID)) onChange();
      };
      awareness.on('change', onAwareness);
      onChange();
      return {
        update: (_view, before) => {
          publisher.publish();
          if (caretKey.getState(before) !== caretKey.getState(view.state)) show();
        },
        destroy: () => {
          awareness.off('change', onAwareness);
          publisher.close();
          activity.close();
          labels.close();
        },
      };
    },
  });
}

function cursorOf(awareness: Awareness, clientId: number): string {
  return JSON.stringify(awareness.getStates().get(clientId)?.['cursor'] ?? null);
}
