import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';
import { median } from '../percentiles.mjs';
import { residentBytes } from '../proc.mjs';
import { Client, closeAll } from './client.mjs';
import { startMeter, untilIdle } from './meter.mjs';

const editsPerPacket = 100;
const packetsAhead = 100;
const openTimeoutMs = 60_000;

/**
 * @typedef {{ file: string, copies: number }} PaperLoad
 * @typedef {{ update: Uint8Array, endClock: number }} Packet `endClock`: the author's clock after it
 */

/**
 * Writes the recorded paper into `copies` rooms, keystroke by keystroke in packets of 100.
 *
 * @param {import('./target.mjs').Target} target
 * @param {PaperLoad} load
 */
export async function loadPaper(target, load) {
  const paper = replay(load.file);
  const stateVector = Uint8Array.from(paper.stateVector);
  const meter = startMeter(target.pid);
  for (let copy = 0; copy < load.copies; copy += 1) await writeCopy(target, roomName(copy), paper.packets, stateVector);
  const loading = meter.read();
  // Stores that wait, queues on the way to the disk and compactions end before the server is stopped.
  const settling = await untilIdle(target.pid, { quietMs: 4_000, timeoutMs: 60_000 });
  return {
    copies: load.copies,
    packets: paper.packets.length,
    stateVector: Array.from(paper.stateVector),
    stateBytes: paper.stateBytes,
    loading,
    settlingCpuMs: settling.cpuMs,
    settled: !settling.timedOut,
    residentBytes: residentBytes(target.pid),
  };
}

/**
 * Stays a bounded number of packets ahead of what the server sends back: all three return an update to its sender.
 * Asking with a step 1 instead would make a server without a document merge its log again and again, which no client
 * does while it types; one at the end makes sure that everything was taken.
 *
 * @param {import('./target.mjs').Target} target
 * @param {string} room
 * @param {Packet[]} packets
 * @param {Uint8Array<ArrayBuffer>} stateVector of the whole paper
 */
async function writeCopy(target, room, packets, stateVector) {
  const client = new Client(target, room);
  await client.opened;
  let returnedClock = 0;
  let wake = () => {};
  client.onFrame = (kind, frame) => {
    if (kind !== 'update') return;
    for (const struct of Y.decodeUpdate(client.wire.body(frame)).structs) {
      returnedClock = Math.max(returnedClock, struct.id.clock + struct.length);
    }
    wake();
  };
  client.socket.once('close', () => wake());
  for (const [index, packet] of packets.entries()) {
    const awaited = packets[index - packetsAhead]?.endClock ?? 0;
    while (returnedClock < awaited) {
      if (client.lost !== null) throw new Error(`${room}: closed with ${client.lost} while writing`);
      await new Promise((resolve) => {
        wake = () => resolve(undefined);
      });
    }
    client.send(client.wire.update(packet.update));
  }
  await client.barrier(stateVector);
  await client.close();
}

/**
 * Opens each copy once, one after the other, on a server that was just started on the folder; holds them all open.
 *
 * @param {import('./target.mjs').Target} target
 * @param {{ copies: number, stateVector: number[] }} load
 */
export async function openPaper(target, load) {
  const wanted = Y.decodeStateVector(Uint8Array.from(load.stateVector));
  const visitor = new Client(target, 'bench-visitors');
  await visitor.opened;
  await delay(500);
  await visitor.close();
  await delay(2_000);
  const residentBefore = await medianResident(target.pid);

  const meter = startMeter(target.pid);
  /** @type {Client[]} */
  const clients = [];
  /** @type {number[]} */
  const wallMs = [];
  for (let copy = 0; copy < load.copies; copy += 1) {
    const startedAt = performance.now();
    const { client, completeAt } = await openUntilComplete(target, roomName(copy), wanted);
    wallMs.push(completeAt - startedAt);
    clients.push(client);
  }
  // Work that a server puts off until after the answer belongs to the opening as well.
  await untilIdle(target.pid, { quietMs: 2_000, timeoutMs: 30_000 });
  const spent = meter.read();
  const residentAfter = await medianResident(target.pid);
  await closeAll(clients);
  return {
    copies: load.copies,
    cpuMsPerOpen: spent.serverCpuMs / load.copies,
    wallMs: median(wallMs),
    firstWallMs: wallMs[0] ?? 0,
    bytesPerOpenDocument: (residentAfter - residentBefore) / load.copies,
    residentBytesBefore: residentBefore,
    residentBytesAfter: residentAfter,
    spent,
  };
}

/**
 * Complete is when what came holds the whole paper, not when the first step 2 came: y-websocket-server answers at
 * once with an empty document and sends the content later.
 *
 * @param {import('./target.mjs').Target} target
 * @param {string} room
 * @param {Map<number, number>} wanted state vector
 * @returns {Promise<{ client: Client, completeAt: number }>}
 */
async function openUntilComplete(target, room, wanted) {
  const client = new Client(target, room);
  const completeAt = await new Promise((resolve, reject) => {
    setTimeout(
      () => reject(new Error(`${room}: the paper did not come within ${openTimeoutMs} ms`)),
      openTimeoutMs,
    ).unref();
    client.opened.catch(reject);
    client.onFrame = (kind, frame) => {
      if (kind !== 'step2' && kind !== 'update') return;
      const at = performance.now();
      const has = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(client.wire.body(frame)));
      if ([...wanted].every(([id, clock]) => (has.get(id) ?? 0) >= clock)) resolve(at);
    };
  });
  client.onFrame = null;
  return { client, completeAt };
}

/**
 * Types the paper into a document, a transaction for each keystroke, and packs a hundred keystrokes into one update.
 *
 * @param {string} file
 */
function replay(file) {
  /** @type {{ endContent: string, txns: { patches: [number, number, string][] }[] }} */
  const trace = JSON.parse(gunzipSync(readFileSync(file)).toString());
  const doc = new Y.Doc();
  doc.clientID = 260_000;
  /** @type {Uint8Array[]} */
  let updates = [];
  /** @type {Packet[]} */
  const packets = [];
  const pack = () => {
    packets.push({ update: Y.mergeUpdates(updates), endClock: Y.getState(doc.store, doc.clientID) });
    updates = [];
  };
  doc.on('update', (update) => updates.push(update));
  const text = new Y.XmlText();
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    doc.getXmlFragment('default').push([paragraph]);
  });
  for (const { patches } of trace.txns) {
    doc.transact(() => {
      for (const [position, deleted, inserted] of patches) {
        if (deleted > 0) text.delete(position, deleted);
        if (inserted !== '') text.insert(position, inserted);
      }
    });
    if (updates.length >= editsPerPacket) pack();
  }
  if (updates.length > 0) pack();
  // XmlText's toString is markup; the delta of unformatted text is one plain run.
  const content = text
    .toDelta()
    .map((/** @type {{ insert: string }} */ run) => run.insert)
    .join('');
  if (content !== trace.endContent) throw new Error('the replayed paper is not what the recording ends with');
  return { packets, stateVector: Y.encodeStateVector(doc), stateBytes: Y.encodeStateAsUpdate(doc).length };
}

/** @param {number} pid */
async function medianResident(pid) {
  const readings = [];
  for (let i = 0; i < 7; i += 1) {
    await delay(300);
    readings.push(residentBytes(pid));
  }
  return median(readings);
}

/** @param {number} copy */
const roomName = (copy) => `bench-paper-${copy}`;
