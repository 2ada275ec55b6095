import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { hasOutgrown } from '../src/core/compaction.js';
import { openLevelStore } from '../src/store/level-store.js';
import { AckingClient, missingFrom } from './support/acking-client.js';
import { eventually } from './support/eventually.js';
import { SeededRandom } from './support/seeded-random.js';
import { ServerProcess } from './support/server-process.js';
import { StockClient } from './support/stock-client.js';

/** `CRASH_SEED` repeats what is typed and when the server is killed; how far it has come by then is up to the machine. */
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 2 ** 31);
const rounds = 20;
const unpaced = { LIMIT_MESSAGES_PER_SECOND: '0' };

type Writer = AckingClient | StockClient;

/** Edits as people make them: mostly a few letters, sometimes a paste, sometimes something is cut out. */
function edit({ text }: Writer, random: SeededRandom): void {
  const at = random.below(text.length + 1);
  const kind = random.next();
  if (kind < 0.2 && text.length > 200) text.delete(Math.min(at, text.length - 40), random.below(40));
  else if (kind < 0.3) text.insert(at, `${'paste '.repeat(random.below(50))}`);
  else text.insert(at, String.fromCharCode(97 + random.below(26)).repeat(1 + random.below(3)));
}

/** Everybody edits in every turn of the event loop until `until` resolves. */
async function editUntil(until: Promise<unknown>, writers: readonly Writer[], random: SeededRandom): Promise<void> {
  let isOver = false;
  const over = until.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    for (const writer of writers) if (random.next() < 0.5) edit(writer, random);
    await delay(1);
  }
  await over;
}

describe('a server that is killed', () => {
  it(`[D5] has everything it acknowledged, in ${rounds} rounds, and everybody converges`, async () => {
    console.info(`crash: CRASH_SEED=${seed}`);
    const random = new SeededRandom(seed);
    const server = await ServerProcess.start({ env: unpaced });
    const rooms = ['one', 'two'];
    const url = (room: string) => `${server.syncUrl}/${room}`;
    const stock = rooms.map((room) => StockClient.open(server.syncUrl, { room }));
    const acking = await Promise.all(rooms.flatMap((room) => [room, room].map(() => AckingClient.join(url(room)))));
    const inRoom = (index: number) => acking.slice(index * 2, index * 2 + 2);
    let acknowledged = 0;
    for (let round = 0; round < rounds; round++) {
      const killed = delay(20 + random.below(250)).then(() => server.kill());
      await editUntil(killed, [...stock, ...acking], random);
      for (const client of acking) client.leave();
      await server.start();

      for (const [index, room] of rooms.entries()) {
        // First somebody who has nothing: what they see comes from the disk alone, unless a stock client was quicker.
        const reader = await AckingClient.join(url(room));
        const promised = inRoom(index).flatMap((client) => client.acknowledged.splice(0));
        acknowledged += promised.length;
        expect(missingFrom(reader.doc, promised), `round ${round}`).toBe(0);
        await Promise.all(inRoom(index).map((client) => client.connect(url(room))));
        const everybody = [reader, ...inRoom(index), ...stock.slice(index, index + 1)];
        await eventually(() => {
          const [first, ...others] = everybody.map(({ text }) => text.toString());
          for (const other of others) expect(other === first, `round ${round}, room ${room}`).toBe(true);
        });
        reader.leave();
      }
    }
    expect(acknowledged).toBeGreaterThan(rounds);
  });

  it('[D5] has everything it acknowledged when it was killed while it compacted', async () => {
    console.info(`crash while compacting: CRASH_SEED=${seed}`);
    const random = new SeededRandom(seed + 1);
    const server = await ServerProcess.start({ env: unpaced });
    const writer = await AckingClient.join(`${server.syncUrl}/room`);
    const promised: Uint8Array[] = [];
    let inCompaction = 0;
    let round = 0;
    let folded = 0;
    for (; inCompaction < 6 && round < 40; round++) {
      const killed = delay(100 + random.below(300)).then(() => server.kill());
      let isKilled = false;
      void killed.then(() => {
        isKilled = true;
      });
      // Large pieces come and go, so that the log outgrows the small snapshot time and again.
      for (; !isKilled; await delay(1)) {
        writer.text.insert(random.below(writer.text.length + 1), 'abcdefgh'.repeat(2_000));
        if (writer.text.length > 200_000) writer.text.delete(0, writer.text.length - 1_000);
      }
      await killed;
      writer.leave();
      promised.push(...writer.acknowledged.splice(0));

      const store = await openLevelStore({ location: server.databaseFolder });
      const { snapshot, tail } = await store.load('room');
      const logBytes = tail.reduce((sum, { byteLength }) => sum + byteLength, 0);
      // A log that large is folded at once: if it is still there, its compaction was under way.
      const size = { snapshotBytes: snapshot?.byteLength ?? 0, logBytes, logRecords: tail.length };
      if (hasOutgrown(size, 0)) inCompaction++;
      for await (const { records } of store.history('room')) folded += records.length;
      folded -= tail.length;
      expect(store.health().quarantinedRecords).toBe(0);
      await store.close();

      await server.start();
      const reader = await AckingClient.join(`${server.syncUrl}/room`);
      expect(missingFrom(reader.doc, promised.splice(0)), `round ${round}`).toBe(0);
      await writer.connect(`${server.syncUrl}/room`);
      await eventually(() => expect(reader.text.toString() === writer.text.toString()).toBe(true));
      reader.leave();
    }
    expect(inCompaction).toBe(6);
    // And others were finished.
    expect(folded).toBeGreaterThan(0);
    console.info(`crash while compacting: ${inCompaction} of ${round} kills`);
  });
});
