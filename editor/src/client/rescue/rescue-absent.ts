import { bodyField, documentSchema } from '@manyhands/schema';
import type * as Y from 'yjs';
import type { DocumentHandle } from '../document-handle.js';
import { rescuer, type WriteAgain } from './rescue-content.js';

/** Longer than it takes to hear who is here, and for what somebody else wrote again to arrive. */
const turnMs = 1_000;

const watched = new WeakSet<Y.Doc>();

/**
 * Writes again what somebody took away unseen while its author is not here: letters of an earlier visit, kept on this
 * device and not sent before, or of a person who has left. Those who are here write their own (`rescuing.ts`).
 *
 * All who are here see the same loss: they take turns, in the order of their Yjs ids, and who finds the words in their
 * place leaves them there. A second call for a document does nothing.
 */
export function rescueAbsent({ doc, awareness, getSnapshot }: DocumentHandle): void {
  if (watched.has(doc)) return;
  watched.add(doc);
  const root = doc.getXmlFragment(bodyField);
  const isAbsent = (client: number) => client !== doc.clientID && !awareness.getStates().has(client);
  const find = rescuer(documentSchema, { isAuthor: isAbsent });
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const waitFor = (write: WriteAgain) => {
    const turn = [...awareness.getStates().keys()].filter((client) => client < doc.clientID).length;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (getSnapshot().isEditable) doc.transact(() => write(null), rescueAbsent);
      },
      turnMs * (turn + 1),
    );
    timers.add(timer);
  };
  doc.on('afterTransaction', (change) => {
    const write = change.local ? null : find(change, root);
    if (write !== null) waitFor(write);
  });
  doc.on('destroy', () => {
    for (const timer of timers) clearTimeout(timer);
  });
}
