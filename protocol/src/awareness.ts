import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { decodeUtf8 } from 'lib0/string';
import { expectEnd, guard, readBytes } from './decode.js';
import { FrameError } from './frame-error.js';

/**
 * One client's presence, as y-protocols 1.0 encodes it. A higher clock replaces a lower one.
 *
 * `state` is the UTF-8 JSON of an object, left as bytes: stock clients send back every state they hear, so most entries
 * that a server decodes are dropped by their clock and need never be parsed. `null` means that the client left.
 */
export interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: Uint8Array | null;
}

/** The JSON `null` by which a client says that it left. */
const leftState = Uint8Array.of(0x6e, 0x75, 0x6c, 0x6c);

/** Encodes entries as the body of an awareness frame. */
export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const { clientId, clock, state } of entries) {
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      // A varString is its UTF-8 bytes behind their length, exactly as a varUint8Array.
      encoding.writeVarUint8Array(encoder, state ?? leftState);
    }
  });
}

/**
 * Decodes the body of an awareness frame. The states are views on it and are not looked at: see `parseAwarenessState`.
 *
 * @throws {FrameError} for anything else; never another error.
 */
export function decodeAwareness(body: Uint8Array): AwarenessEntry[] {
  const decoder = decoding.createDecoder(body);
  return guard(decoder, (d) => {
    const entries: AwarenessEntry[] = [];
    // The count is a claim of the sender: reading stops at the end of the bytes, nothing is allocated up front.
    for (let left = decoding.readVarUint(d); left > 0; left--) {
      const clientId = decoding.readVarUint(d);
      const clock = decoding.readVarUint(d);
      const state = readBytes(d);
      entries.push({ clientId, clock, state: isLeft(state) ? null : state });
    }
    expectEnd(d);
    return entries;
  });
}

/**
 * Reads one state as a JSON object.
 *
 * @throws {FrameError} `bad-text`, `bad-json`, or `bad-value` for JSON that is not an object.
 */
export function parseAwarenessState(state: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(decodeUtf8(state));
  } catch (error) {
    const code = error instanceof SyntaxError ? 'bad-json' : 'bad-text';
    throw new FrameError(code, 'an awareness state is not JSON', { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FrameError('bad-value', 'an awareness state is not an object');
  }
  return value as Record<string, unknown>;
}

function isLeft(state: Uint8Array): boolean {
  return state.byteLength === leftState.byteLength && leftState.every((byte, index) => state[index] === byte);
}
