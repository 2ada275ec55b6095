import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openLevelStore } from '../src/store/level-store.js';
import { AckingClient } from './support/acking-client.js';
import { Gate } from './support/gated-socket.js';
import { ServerProcess } from './support/server-process.js';
import { StockClient } from './support/stock-client.js';
import {
  applyPatches,
  type ConcurrentTrace,
  readTrace,
  type SequentialTrace,
  type Step,
  stepsByAuthor,
  tracesAreThere,
} from './support/trace.js';

/** Years of typing arrive in seconds here. */
const unpaced = { LIMIT_MESSAGES_PER_SECOND: '0' };

const keystrokesPerFrame = 5;

/** One of two people who write at the same time: a stock client behind a gate. */
interface Author {
  readonly client: StockClient;
  readonly gate: Gate;
  readonly steps: readonly Step[];
  /** After each of their transactions, the clock of their Yjs client. */
  readonly clocks: number[];
}

/** Types one author's part of a trace, each transaction on the text as it was for them. */
async function repeat(author: Author, other: Author, me: number, them: number): Promise<void> {
  const { client, gate, steps, clocks } = author;
  // The other one continues from these points of this author's work, so no frame may reach across them.
  const boundaries = new Set(other.steps.map(({ needs }) => needs[me]));
  for (const [count, { patches, needs }] of steps.entries()) {
    const theirs = needs[them] ?? 0;
    while (other.clocks.length < theirs) await nextTurn();
    await gate.passUpTo(theirs === 0 ? 0 : (other.clocks[theirs - 1] ?? 0));
    client.doc.transact(() => {
      applyPatches(client.text, patches);
      // Deletions alone would not move the clock by which transactions are told apart.
      client.doc.getMap('transactions').set(String(me), count);
    });
    const written = Y.getState(client.doc.store, client.doc.clientID);
    clocks.push(written);
    if (boundaries.has(count + 1)) await gate.ownReturned(written);
  }
  gate.open();
}

/** Waits until everything in a room is on disk: an empty update is acknowledged after all that came before it. */
async function onDisk(syncUrl: string): Promise<void> {
  const witness = await AckingClient.join(`${syncUrl}/room`);
  await witness.durable();
  witness.leave();
}

describe.skipIf(!tracesAreThere)('real editing (skipped without ../shared/traces)', () => {
  it('[F2] of two people at the same time ends as it ended for them, also for a third who comes after a crash', async () => {
    const trace = readTrace<ConcurrentTrace>('concurrent-friendsforever');
    const server = await ServerProcess.start({ env: unpaced });
    const parts = stepsByAuthor(trace);
    expect(parts).toHaveLength(2);
    const authors = parts.map((steps, index): Author => {
      const [clientId, otherId] = index === 0 ? [1, 2] : [2, 1];
      const gate = new Gate(otherId, clientId);
      const version = index === 0 ? '3.1.0' : '3.0.0';
      const client = StockClient.open(server.syncUrl, { version, clientId, socket: gate.socket });
      return { client, gate, steps, clocks: [] };
    });
    const [ada, bob] = authors as [Author, Author];
    await Promise.all([ada.client.synced(), bob.client.synced()]);
    await Promise.all([repeat(ada, bob, 0, 1), repeat(bob, ada, 1, 0)]);
    await ada.client.sees(trace.endContent);
    await bob.client.sees(trace.endContent);

    await onDisk(server.syncUrl);
    for (const { client } of authors) client.leave();
    await server.kill();
    await server.start();
    const cleo = await StockClient.join(server.syncUrl);
    expect(cleo.text.toString()).toBe(trace.endContent);
  });

  it('[F3] of one person is folded on the way, and is the same after a crash', async () => {
    const trace = readTrace<SequentialTrace>('automerge-paper');
    const server = await ServerProcess.start({ env: unpaced });
    const author = await StockClient.join(server.syncUrl);
    // Five keystrokes to a frame, as a quick typist's reach the network; one each says the same and takes minutes.
    let written = 0;
    for (let first = 0; first < trace.txns.length; first += keystrokesPerFrame) {
      const keystrokes = trace.txns.slice(first, first + keystrokesPerFrame);
      author.doc.transact(() =>
        applyPatches(
          author.text,
          keystrokes.flatMap(({ patches }) => patches),
        ),
      );
      // A turn now and then lets the socket work.
      if (written++ % 50 === 0) await nextTurn();
    }
    expect(author.text.toString()).toBe(trace.endContent);
    await onDisk(server.syncUrl);
    author.leave();
    await server.kill();

    const store = await openLevelStore({ location: server.databaseFolder });
    const { snapshot } = await store.load('room');
    expect(snapshot).not.toBeNull();
    let kept = 0;
    for await (const { records } of store.history('room')) kept += records.length;
    expect(kept).toBe(written);
    await store.close();

    await server.start();
    const reader = await StockClient.join(server.syncUrl);
    expect(reader.text.toString()).toBe(trace.endContent);
  });
});
