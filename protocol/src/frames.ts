import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { expectEnd, guard, readBytes, readText } from './decode.js';
import { FrameError } from './frame-error.js';
import { decodeHello, encodeHello, type Hello } from './hello.js';

/** First number of a frame. 0–3 are y-websocket's; ours start at 110 (102 is used by another product). */
export const frameType = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  hello: 110,
  ack: 111,
  token: 112,
  keepAlive: 113,
} as const;

/** Second number of a sync frame. */
export const syncType = { step1: 0, step2: 1, update: 2 } as const;

/**
 * One message. A WebSocket frame carries exactly one: y-websocket 3 reads only the first of several.
 *
 * `stateVector` and `update` are Yjs v1 encodings and `awareness.entries` the y-protocols awareness encoding, all
 * carried as bytes: see `decodeAwareness`. Decoded byte fields are views on the frame they came from.
 */
export type Frame =
  | { readonly type: 'sync-step-1'; readonly stateVector: Uint8Array }
  | { readonly type: 'sync-step-2'; readonly update: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly entries: Uint8Array }
  | { readonly type: 'auth-denied'; readonly reason: string }
  | { readonly type: 'query-awareness' }
  | { readonly type: 'hello'; readonly hello: Hello }
  /** How many sync step 2 and update messages of this connection are durable, counted from its start. */
  | { readonly type: 'ack'; readonly durable: number }
  | { readonly type: 'token'; readonly token: string }
  | { readonly type: 'keep-alive' };

/** What stock clients are sent when there is nothing to say: an awareness message about nobody. */
export const keepAliveForStockClients: Uint8Array = Uint8Array.of(frameType.awareness, 1, 0);

/** Encodes one message as the bytes of one binary WebSocket frame. */
export function encodeFrame(frame: Frame): Uint8Array {
  switch (frame.type) {
    case 'sync-step-1':
      return encodeSync(syncType.step1, frame.stateVector);
    case 'sync-step-2':
      return encodeSync(syncType.step2, frame.update);
    case 'update':
      return encodeSync(syncType.update, frame.update);
    default:
      return encoding.encode((encoder) => writeFrame(encoder, frame));
  }
}

type SyncFrame = Extract<Frame, { type: 'sync-step-1' | 'sync-step-2' | 'update' }>;

function writeFrame(encoder: encoding.Encoder, frame: Exclude<Frame, SyncFrame>): void {
  switch (frame.type) {
    case 'awareness':
      encoding.writeVarUint(encoder, frameType.awareness);
      return encoding.writeVarUint8Array(encoder, frame.entries);
    case 'auth-denied':
      encoding.writeVarUint(encoder, frameType.auth);
      encoding.writeVarUint(encoder, 0);
      return encoding.writeVarString(encoder, frame.reason);
    case 'query-awareness':
      return encoding.writeVarUint(encoder, frameType.queryAwareness);
    case 'hello':
      encoding.writeVarUint(encoder, frameType.hello);
      return encoding.writeVarString(encoder, encodeHello(frame.hello));
    case 'ack':
      encoding.writeVarUint(encoder, frameType.ack);
      return encoding.writeVarUint(encoder, frame.durable);
    case 'token':
      encoding.writeVarUint(encoder, frameType.token);
      return encoding.writeVarString(encoder, frame.token);
    case 'keep-alive':
      return encoding.writeVarUint(encoder, frameType.keepAlive);
  }
}

/** In one piece of the right size: a whole document goes through here, and an encoder would hold it twice on the way. */
function encodeSync(type: number, body: Uint8Array): Uint8Array {
  const head = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, frameType.sync);
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint(encoder, body.byteLength);
  });
  const frame = new Uint8Array(head.byteLength + body.byteLength);
  frame.set(head);
  frame.set(body, head.byteLength);
  return frame;
}

/**
 * Decodes one binary frame. The Yjs payloads inside are not looked at.
 *
 * @throws {FrameError} for anything that is not exactly one well-formed message; never another error.
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  if (bytes.byteLength === 0) throw new FrameError('empty', 'the frame is empty');
  const decoder = decoding.createDecoder(bytes);
  return guard(decoder, (d) => {
    const frame = readFrame(d);
    expectEnd(d);
    return frame;
  });
}

function readFrame(decoder: decoding.Decoder): Frame {
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case frameType.sync:
      return readSync(decoder);
    case frameType.awareness:
      return { type: 'awareness', entries: readBytes(decoder) };
    case frameType.auth:
      if (decoding.readVarUint(decoder) !== 0) throw new FrameError('unknown-type', 'unknown auth message');
      return { type: 'auth-denied', reason: readText(decoder) };
    case frameType.queryAwareness:
      return { type: 'query-awareness' };
    case frameType.hello:
      return { type: 'hello', hello: decodeHello(readText(decoder)) };
    case frameType.ack:
      return { type: 'ack', durable: decoding.readVarUint(decoder) };
    case frameType.token:
      return { type: 'token', token: readText(decoder) };
    case frameType.keepAlive:
      return { type: 'keep-alive' };
    default:
      throw new FrameError('unknown-type', `unknown message type ${type}`);
  }
}

function readSync(decoder: decoding.Decoder): Frame {
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case syncType.step1:
      return { type: 'sync-step-1', stateVector: readBytes(decoder) };
    case syncType.step2:
      return { type: 'sync-step-2', update: readBytes(decoder) };
    case syncType.update:
      return { type: 'update', update: readBytes(decoder) };
    default:
      throw new FrameError('unknown-type', `unknown sync message type ${type}`);
  }
}
