import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { Client } from './client.mjs';
import { seededRandom } from './random.mjs';
import { composeScript } from './typist.mjs';

const room = 'bench-crash';
const intervalMs = 20;
const ackTimeoutMs = 10_000;

/**
 * Types, waits until another client has seen every edit and the server has acknowledged every edit (if it acknowledges
 * at all), and ends the server in the same instant with SIGKILL.
 *
 * @param {import('./target.mjs').Target} target
 * @param {{ edits: number }} load
 */
export async function typeAndKill(target, { edits }) {
  const script = composeScript({ index: 0, edits, random: seededRandom(7) });
  const writer = new Client(target, room, { awareness: script.introduction, acknowledged: true });
  const reader = new Client(target, room);
  let acknowledged = 0;
  let seenClock = 0;
  await Promise.all([writer.opened, reader.opened]);
  await delay(500);
  // Acknowledgements of the opening's own messages have come by now and are not edits.
  const { step2Out } = writer;
  writer.onFrame = (kind, frame) => {
    if (kind === 'applied') acknowledged += 1;
    if (kind === 'durable') acknowledged = writer.wire.count(frame) - step2Out;
  };
  reader.onFrame = (kind, frame) => {
    if (kind !== 'update') return;
    for (const struct of Y.decodeUpdate(reader.wire.body(frame)).structs)
      seenClock = Math.max(seenClock, struct.id.clock + struct.length);
  };
  for (const update of script.updates) {
    writer.send(writer.wire.update(update));
    await delay(intervalMs);
  }
  const last = (script.lastClock.at(-1) ?? 0) + 1;
  const acknowledges = acknowledged > 0;
  const deadline = performance.now() + ackTimeoutMs;
  while ((seenClock < last || (acknowledges && acknowledged < edits)) && performance.now() < deadline) await delay(1);
  process.kill(target.pid, 'SIGKILL');
  writer.socket.terminate();
  reader.socket.terminate();
  return {
    edits,
    acknowledged: acknowledges ? Math.min(acknowledged, edits) : null,
    seenByOther: script.lastClock.filter((clock) => clock < seenClock).length,
    lastClocks: script.lastClock,
    clientId: script.clientId,
  };
}

/**
 * What is left of it after a restart.
 *
 * @param {import('./target.mjs').Target} target
 * @param {{ lastClocks: number[], clientId: number }} load
 */
export async function countSurvivors(target, { lastClocks, clientId }) {
  const client = new Client(target, room);
  let clock = 0;
  client.onFrame = (kind, frame) => {
    if (kind !== 'step2' && kind !== 'update') return;
    const has = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(client.wire.body(frame)));
    clock = Math.max(clock, has.get(clientId) ?? 0);
  };
  await client.opened;
  await delay(1_500);
  await client.close();
  return { survived: lastClocks.filter((last) => last < clock).length };
}
