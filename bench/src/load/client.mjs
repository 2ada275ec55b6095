import { WebSocket } from 'ws';
import { nothing, roomWire } from './wire.mjs';

/**
 * One simulated person: a plain socket that does what a stock provider does on the wire, without a document of its own.
 * It is `opened` once the server's step 2 is there.
 */
export class Client {
  framesIn = 0;
  bytesIn = 0;
  /** Step 2 messages that answered the server; a cumulative acknowledgement counts them too. */
  step2Out = 0;
  /** @type {((kind: import('./wire.mjs').FrameKind, frame: Uint8Array) => void) | null} */
  onFrame = null;
  /** @type {Promise<void>} */
  opened;
  /** Set when the socket ended though nobody here closed it. @type {string | null} */
  lost = null;
  #closing = false;

  /**
   * @param {import('./target.mjs').Target} target
   * @param {string} room
   * @param {{ awareness?: Uint8Array, acknowledged?: boolean, timeoutMs?: number }} [options] `awareness`: the entry to
   *   announce on opening; `acknowledged`: ask for acknowledgements where the server has them
   */
  constructor(target, room, { awareness, acknowledged = false, timeoutMs = 30_000 } = {}) {
    this.wire = roomWire(target.wire, room);
    const protocols = acknowledged && target.ackProtocol !== null ? [target.ackProtocol] : [];
    this.socket = new WebSocket(target.url + room, protocols, { perMessageDeflate: false, skipUTF8Validation: true });
    this.opened = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${room}: not synced after ${timeoutMs} ms`)), timeoutMs);
      this.socket.on('open', () => (this.wire.greeting ? this.send(this.wire.greeting) : this.#announce(awareness)));
      this.socket.on('message', (data) => {
        const frame = /** @type {Buffer} */ (data);
        this.framesIn += 1;
        this.bytesIn += frame.length;
        const kind = this.wire.kind(frame);
        if (kind === 'update' || kind === 'awareness' || kind === 'applied') {
          this.onFrame?.(kind, frame);
          return;
        }
        if (kind === 'admitted') this.#announce(awareness);
        if (kind === 'step1') this.#answerStep1();
        if (kind === 'denied') reject(new Error(`${room}: refused`));
        this.onFrame?.(kind, frame);
        if (kind === 'step2') {
          clearTimeout(timer);
          resolve();
        }
      });
      this.socket.on('error', (error) => reject(error));
      this.socket.on('close', (code, reason) => {
        if (!this.#closing) this.lost = `${code} ${reason}`;
        clearTimeout(timer);
        reject(new Error(`${room}: closed with ${code} ${reason}`));
      });
    });
    // Whoever needs the outcome awaits it; a later loss is read from `lost`.
    this.opened.catch(() => {});
  }

  /** The order of a stock provider: what do you have that I lack, then who I am. @param {Uint8Array} [awareness] */
  #announce(awareness) {
    this.send(this.wire.step1(nothing.stateVector));
    if (awareness !== undefined) this.send(this.wire.awareness(awareness));
  }

  #answerStep1() {
    this.step2Out += 1;
    this.send(this.wire.step2(nothing.update));
  }

  /** @param {Uint8Array} frame */
  send(frame) {
    this.socket.send(frame);
  }

  /** Resolves once the server has answered everything that was sent before: it answers one connection in order. */
  async barrier(stateVector = nothing.stateVector) {
    const before = this.onFrame;
    await new Promise((resolve, reject) => {
      const onClose = () => reject(new Error('closed while waiting for an answer'));
      this.socket.once('close', onClose);
      this.onFrame = (kind, frame) => {
        before?.(kind, frame);
        if (kind !== 'step2') return;
        this.socket.off('close', onClose);
        resolve(undefined);
      };
      this.send(this.wire.step1(stateVector));
    });
    this.onFrame = before;
  }

  close() {
    this.#closing = true;
    this.socket.close();
    // A server that is busy may take long to say good-bye; the socket's own 30 s are too many here.
    setTimeout(() => this.socket.terminate(), 2_000).unref();
    return new Promise((resolve) => {
      if (this.socket.readyState === WebSocket.CLOSED) resolve(undefined);
      else this.socket.once('close', () => resolve(undefined));
    });
  }
}

/**
 * Opens many clients, a few at a time, as a crowd behind a load balancer would arrive.
 *
 * @param {(() => Client)[]} openers
 * @param {number} atOnce
 */
export async function openAll(openers, atOnce) {
  /** @type {Client[]} */
  const clients = new Array(openers.length);
  let next = 0;
  const worker = async () => {
    while (next < openers.length) {
      const index = next++;
      const client = /** @type {() => Client} */ (openers[index])();
      clients[index] = client;
      await client.opened;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return clients;
}

/** @param {Client[]} clients */
export const closeAll = (clients) => Promise.all(clients.map((client) => client.close()));
