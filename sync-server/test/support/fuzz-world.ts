import { decodeFrame, encodeFrame, type Frame } from '@manyhands/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import { StateVector } from '../../src/core/state-vector.js';
import { readUpdate } from '../../src/core/update.js';
import { CoreHarness, type Peer } from './core-harness.js';
import { ScriptedStore } from './scripted-store.js';

const room = 'room';

/** A person with a document of their own and a line to the server that a test delays, cuts and clogs. */
class FuzzClient {
  readonly doc = new Y.Doc();
  #line: { peer: Peer; inbox: Uint8Array[]; sent: Uint8Array[]; acknowledged: number } | null = null;
  /** Everything of this client that the server has ever acknowledged. */
  readonly acknowledged: Uint8Array[] = [];

  constructor(id: number) {
    this.doc.clientID = id;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#send({ type: 'update', update });
    });
  }

  get text(): Y.Text {
    return this.doc.getText('t');
  }

  connect(core: CoreHarness): void {
    if (this.#line?.peer.connection.isOpen) return;
    const peer = core.connect({ room, speaksExtension: true });
    const line = { peer, inbox: [] as Uint8Array[], sent: [] as Uint8Array[], acknowledged: 0 };
    peer.connection.onFrame = (frame) => line.inbox.push(frame);
    this.#line = line;
    this.#send({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.doc) });
  }

  cut(): void {
    this.#line?.peer.session.disconnected();
    this.#line = null;
  }

  /** Reads up to `count` frames that have arrived. @returns how many there were */
  read(count: number): number {
    const line = this.#line;
    if (line === null) return 0;
    const frames = line.inbox.splice(0, count);
    for (const frame of frames) this.#receive(frame);
    return frames.length;
  }

  clog(): void {
    if (this.#line !== null) this.#line.peer.connection.isStuck = true;
  }

  unclog(): void {
    this.#line?.peer.connection.drain();
  }

  #receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (frame.type === 'ack') return this.#acknowledge(frame.durable);
    if (frame.type !== 'sync-step-1' && frame.type !== 'sync-step-2' && frame.type !== 'update') return;
    // y-protocols' own reader, as every stock client uses it.
    const decoder = decoding.createDecoder(bytes);
    decoding.readVarUint(decoder);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 0);
    syncProtocol.readSyncMessage(decoder, encoder, this.doc, this);
    if (encoding.length(encoder) > 1) this.#send(decodeFrame(encoding.toUint8Array(encoder)));
  }

  #send(frame: Frame): void {
    if (this.#line === null) return;
    if (frame.type === 'update' || frame.type === 'sync-step-2') this.#line.sent.push(frame.update);
    this.#line.peer.session.receive(encodeFrame(frame));
  }

  #acknowledge(durable: number): void {
    const line = this.#line;
    if (line === null) return;
    this.acknowledged.push(...line.sent.slice(line.acknowledged, durable));
    line.acknowledged = durable;
  }
}

/** Clients, a server that may crash, and a disk that may fail, all driven by a list of steps. */
export class FuzzWorld {
  readonly store = new ScriptedStore();
  readonly clients: FuzzClient[];
  #core = this.#start();

  constructor(clients: number) {
    this.clients = Array.from({ length: clients }, (_, index) => new FuzzClient(index + 1));
    for (const client of this.clients) client.connect(this.#core);
  }

  get core(): CoreHarness {
    return this.#core;
  }

  pass(ms: number): Promise<void> {
    return this.#core.clock.pass(ms);
  }

  /** The process dies: what was not stored is gone, and so are all connections. */
  async crash(): Promise<void> {
    for (const client of this.clients) client.cut();
    this.store.dropHanging();
    this.store.mode = 'works';
    this.#core = this.#start();
  }

  async restart(): Promise<void> {
    this.store.heal();
    const draining = this.#core.registry.drain(10);
    await this.#core.clock.pass(10_000);
    await draining;
    await this.crash();
  }

  /** Whether everything that was ever acknowledged is in the store. */
  storeHoldsAcknowledged(): boolean {
    const known = StateVector.decode(Y.encodeStateVector(this.store.doc(room)));
    return this.clients.every(({ acknowledged }) =>
      acknowledged.every((update) => known.covers(readUpdate(update).inserted)),
    );
  }

  /** Heals everything and lets all messages arrive. */
  async settle(): Promise<void> {
    this.store.heal();
    for (let round = 0; round < 200; round++) {
      for (const client of this.clients) {
        client.unclog();
        client.connect(this.#core);
      }
      await this.pass(500);
      let read = 0;
      for (const client of this.clients) read += client.read(Number.POSITIVE_INFINITY);
      if (round > 25 && read === 0) return;
    }
  }

  #start(): CoreHarness {
    return new CoreHarness(this.store, { outboxBytes: 200, messagesPerSecond: 0 });
  }
}
