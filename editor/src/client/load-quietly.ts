import type * as Y from 'yjs';

/**
 * Lets a document be loaded without telling those who listen to its updates, when they are not interested in what is
 * loaded: Yjs would write all of it into one update for them, which takes as long as reading it.
 *
 * Nobody else is left out: with one listener more than expected, all of them hear of it.
 *
 * @param origin of the loading's transaction
 * @param expected how many listeners do not need it
 */
export function loadQuietly(doc: Y.Doc, origin: object, expected: number): void {
  let quiet: Set<unknown> | undefined;
  const onBegin = (transaction: Y.Transaction) => {
    if (transaction.origin !== origin) return;
    doc.off('beforeTransaction', onBegin);
    const listeners = doc._observers.get('update');
    if (listeners === undefined || listeners.size > expected || doc._observers.has('updateV2')) return;
    quiet = listeners;
    doc._observers.delete('update');
    doc.on('afterAllTransactions', onEnd);
  };
  const onEnd = () => {
    doc.off('afterAllTransactions', onEnd);
    const since = doc._observers.get('update');
    if (quiet === undefined) return;
    // Who began to listen during the loading is behind those.
    for (const listener of since ?? []) quiet.add(listener);
    doc._observers.set('update', quiet as Set<never>);
  };
  doc.on('beforeTransaction', onBegin);
}
