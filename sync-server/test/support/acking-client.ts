import { type Frame, frameType } from '@manyhands/protocol';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { onTestFinished } from 'vitest';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import { eventually } from './eventually.js';
import { RawClient, type RawClientOptions } from './raw-client.js';

/** Somebody who speaks our subprotocol and so knows which of their edits are on disk. */
export class AckingClient {
  readonly doc = new Y.Doc();
  /** Every update that the server has ever acknowledged, over all connections. */
  readonly acknowledged: Uint8Array[] = [];
  #line: { raw: RawClient; sent: Uint8Array[]; acknowledged: number } | null = null;

  constructor() {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#sendUpdate({ type: 'update', update });
    });
  }

  /** Connects somebody who leaves with the test, and waits until they have the document. */
  static async join(url: string, options: RawClientOptions = {}): Promise<AckingClient> {
    const client = new AckingClient();
    onTestFinished(() => client.leave());
    await client.connect(url, options);
    return client;
  }

  /** @throws when the server refuses the connection or ends it at once. */
  async connect(url: string, options: RawClientOptions = {}): Promise<void> {
    this.leave();
    const raw = new RawClient(url, options);
    const line = { raw, sent: [] as Uint8Array[], acknowledged: 0 };
    const synced = new Promise<void>((resolve, reject) => {
      raw.webSocket.on('error', reject);
      raw.webSocket.on('close', (code) => reject(new Error(`closed with ${code}`)));
      raw.webSocket.on('open', () => {
        this.#line = line;
        raw.send({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.doc) });
      });
      raw.onFrame = (frame, bytes) => {
        if (this.#line !== line) return;
        this.#receive(frame, bytes);
        if (frame.type === 'sync-step-2') resolve();
      };
    });
    await synced;
  }

  get raw(): RawClient {
    if (this.#line === null) throw new Error('not connected');
    return this.#line.raw;
  }

  get isConnected(): boolean {
    return this.#line !== null && this.#line.raw.closed === null;
  }

  get text(): Y.Text {
    return this.doc.getText('t');
  }

  type(text: string): void {
    this.text.insert(this.text.length, text);
  }

  /** How many messages of this connection are not acknowledged. */
  get unacknowledged(): number {
    return this.#line === null ? 0 : this.#line.sent.length - this.#line.acknowledged;
  }

  /** Waits until everything said on this connection is on disk. */
  async durable(): Promise<void> {
    await eventually(() => {
      if (!this.isConnected) throw new Error(`not connected any more: ${JSON.stringify(this.#line?.raw.closed)}`);
      if (this.unacknowledged > 0) throw new Error(`${this.unacknowledged} messages are not acknowledged`);
    });
  }

  leave(): void {
    this.#line?.raw.leave();
    this.#line = null;
  }

  #receive(frame: Frame, bytes: Uint8Array): void {
    if (frame.type === 'ack') return this.#acknowledge(frame.durable);
    if (frame.type !== 'sync-step-1' && frame.type !== 'sync-step-2' && frame.type !== 'update') return;
    // y-protocols' own reader, as every stock client uses it.
    const decoder = decoding.createDecoder(bytes);
    decoding.readVarUint(decoder);
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, frameType.sync);
    syncProtocol.readSyncMessage(decoder, encoder, this.doc, this);
    if (frame.type !== 'sync-step-1') return;
    this.#line?.sent.push(Y.encodeStateAsUpdate(this.doc, frame.stateVector));
    this.#line?.raw.sendBytes(encoding.toUint8Array(encoder));
  }

  #sendUpdate(frame: Extract<Frame, { type: 'update' }>): void {
    if (this.#line === null || this.#line.raw.closed !== null) return;
    this.#line.sent.push(frame.update);
    this.#line.raw.send(frame);
  }

  #acknowledge(durable: number): void {
    const line = this.#line;
    if (line === null) return;
    this.acknowledged.push(...line.sent.slice(line.acknowledged, durable));
    line.acknowledged = durable;
  }
}

/** What of `updates` a document lacks: nothing, if applying them again changes it in no way. */
export function missingFrom(doc: Y.Doc, updates: readonly Uint8Array[]): number {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  let missing = 0;
  copy.on('update', () => missing++);
  for (const update of updates) Y.applyUpdate(copy, update);
  if (copy.store.pendingStructs !== null || copy.store.pendingDs !== null) missing++;
  copy.destroy();
  return missing;
}
