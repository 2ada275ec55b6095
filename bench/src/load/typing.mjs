import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { summarise } from '../percentiles.mjs';
import { peakResidentBytes, residentBytes } from '../proc.mjs';
import { Client, closeAll, openAll } from './client.mjs';
import { DeliveryLog } from './delivery-log.mjs';
import { startMeter, untilIdle } from './meter.mjs';
import { seededRandom } from './random.mjs';
import { planKeystrokes, play } from './schedule.mjs';
import { composeScript } from './typist.mjs';

const drainTimeoutMs = 60_000;

/**
 * People typing in rooms.
 *
 * @typedef {object} TypingLoad
 * @property {number} rooms
 * @property {number} peoplePerRoom
 * @property {number} editsPerSecond of each person
 * @property {number} warmUpSeconds
 * @property {number} seconds measured
 * @property {number} observersPerRoom how many people of a room decode what they get; all others count frames only
 *
 * @param {import('./target.mjs').Target} target
 * @param {TypingLoad} load
 */
export async function measureTyping(target, load) {
  const people = load.rooms * load.peoplePerRoom;
  const warmUpEdits = Math.round(load.warmUpSeconds * load.editsPerSecond);
  const measuredEdits = Math.round(load.seconds * load.editsPerSecond);
  const random = seededRandom(20_260_101);
  const scripts = Array.from({ length: people }, (_, index) =>
    composeScript({ index, edits: warmUpEdits + measuredEdits, random }),
  );
  const { log, clients } = await seat(target, load, scripts);
  const edits = (/** @type {number} */ firstEdit, /** @type {number} */ editsEach) =>
    planKeystrokes({ people, firstEdit, editsEach, editsPerSecond: load.editsPerSecond, random });
  const frames = typistFrames(clients, scripts);
  const type = (/** @type {number} */ person, /** @type {number} */ edit) => {
    const client = /** @type {Client} */ (clients[person]);
    const { update, awareness } = frames(person, edit);
    log.sent(person, edit, performance.now());
    client.send(update);
    client.send(awareness);
  };

  await delay(2_000);
  await play(edits(0, warmUpEdits), type);
  const warmedUp = await drained(log);
  await delay(1_000);

  log.measureFrom(scripts.map(() => warmUpEdits));
  const framesBefore = total(clients, 'framesIn');
  const bytesBefore = total(clients, 'bytesIn');
  const meter = startMeter(target.pid);
  const lateness = await play(edits(warmUpEdits, measuredEdits), type);
  const window = meter.read();
  const residentAtEnd = residentBytes(target.pid);
  const complete = (await drained(log)) && warmedUp && log.gaps === 0;
  const untilDelivered = meter.read();
  const editCount = people * measuredEdits;
  const result = {
    edits: editCount,
    offeredEditsPerSecond: people * load.editsPerSecond,
    window,
    untilDelivered,
    delivery: summarise(log.latencies()),
    undelivered: log.pending,
    framesPerEdit: (total(clients, 'framesIn') - framesBefore) / editCount,
    bytesPerEdit: (total(clients, 'bytesIn') - bytesBefore) / editCount,
    residentBytes: residentAtEnd,
    peakResidentBytes: peakResidentBytes(target.pid),
    lateness: summarise(lateness),
  };
  const afterwards = await untilIdle(target.pid, { quietMs: 3_000, timeoutMs: 20_000 });
  const lost = clients.filter((client) => client.lost !== null);
  const keptAll = await roomHoldsEverything(target, scripts.slice(0, load.peoplePerRoom));
  await closeAll(clients);
  return { ...result, afterwardsCpuMs: afterwards.cpuMs, lostConnections: lost.length, complete: complete && keptAll };
}

/**
 * Connects everybody and lets the observers write down what they get.
 *
 * @param {import('./target.mjs').Target} target
 * @param {TypingLoad} load
 * @param {import('./typist.mjs').Script[]} scripts
 */
async function seat(target, load, scripts) {
  const spacing = load.peoplePerRoom / load.observersPerRoom;
  const observes = scripts.map((_, person) => {
    const seatInRoom = person % load.peoplePerRoom;
    return Math.floor(seatInRoom / spacing) !== Math.floor((seatInRoom - 1) / spacing);
  });
  const audience = observes.map((self) => load.observersPerRoom - (self ? 1 : 0));
  const capacity = scripts.reduce((sum, script, person) => sum + script.updates.length * (audience[person] ?? 0), 0);
  const log = new DeliveryLog({ scripts, audience, capacity });
  const clients = await openAll(
    scripts.map((script, person) => () => {
      const client = new Client(target, roomName(Math.floor(person / load.peoplePerRoom)), {
        awareness: script.introduction,
      });
      if (observes[person]) {
        const observe = log.observer(person);
        client.onFrame = (kind, frame) => {
          // The time is taken before the decoding, which is the generator's work and not the server's.
          if (kind === 'update' || kind === 'step2') observe(client.wire.body(frame), performance.now());
        };
      }
      return client;
    }),
    50,
  );
  return { log, clients };
}

/**
 * @param {Client[]} clients
 * @param {import('./typist.mjs').Script[]} scripts
 */
function typistFrames(clients, scripts) {
  const encoded = scripts.map((script, person) => {
    const { wire } = /** @type {Client} */ (clients[person]);
    return {
      updates: script.updates.map((update) => wire.update(update)),
      awareness: script.awareness.map((entry) => wire.awareness(entry)),
    };
  });
  return (/** @type {number} */ person, /** @type {number} */ edit) => {
    const update = encoded[person]?.updates[edit];
    const awareness = encoded[person]?.awareness[edit];
    if (update === undefined || awareness === undefined) throw new Error('the script is too short');
    return { update, awareness };
  };
}

/**
 * A newcomer to the first room must get every edit that was made there.
 *
 * @param {import('./target.mjs').Target} target
 * @param {import('./typist.mjs').Script[]} scripts of that room
 */
async function roomHoldsEverything(target, scripts) {
  const newcomer = new Client(target, roomName(0));
  /** @type {Uint8Array[]} */
  const received = [];
  newcomer.onFrame = (kind, frame) => {
    if (kind === 'step2' || kind === 'update') received.push(Uint8Array.from(newcomer.wire.body(frame)));
  };
  await newcomer.opened;
  const clocks = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(Y.mergeUpdates(received)));
  await newcomer.close();
  return scripts.every((script) => (clocks.get(script.clientId) ?? 0) === (script.lastClock.at(-1) ?? 0) + 1);
}

/** @param {DeliveryLog} log */
async function drained(log) {
  const deadline = performance.now() + drainTimeoutMs;
  while (log.pending > 0 && performance.now() < deadline) await delay(5);
  return log.pending === 0;
}

/** @param {number} index */
const roomName = (index) => `bench-room-${index}`;

/**
 * @param {Client[]} clients
 * @param {'framesIn' | 'bytesIn'} counter
 */
const total = (clients, counter) => clients.reduce((sum, client) => sum + client[counter], 0);
