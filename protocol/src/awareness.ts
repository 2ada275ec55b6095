import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { expectEnd, guard, readText } from './decode.js';
import { FrameError } from './frame-error.js';

/**
 * One client's presence, as y-protocols 1.0 encodes it. A higher clock replaces a lower one.
 * `state` is the JSON text of an object, kept as text because the server mostly passes it on; `null` means that the
 * client left.
 */
export interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: string | null;
}

/** Encodes entries as the body of an awareness frame. */
export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const { clientId, clock, state } of entries) {
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, state ?? 'null');
    }
  });
}

/**
 * Decodes the body of an awareness frame. States are checked to be JSON objects but stay text.
 *
 * @throws {FrameError} for anything else; never another error. Allocates no more than the body's size.
 */
export function decodeAwareness(body: Uint8Array): AwarenessEntry[] {
  const decoder = decoding.createDecoder(body);
  return guard(decoder, (d) => {
    const entries: AwarenessEntry[] = [];
    // The count is a claim of the sender: reading stops at the end of the bytes, nothing is allocated up front.
    for (let left = decoding.readVarUint(d); left > 0; left--) {
      const clientId = decoding.readVarUint(d);
      const clock = decoding.readVarUint(d);
      entries.push({ clientId, clock, state: readState(d) });
    }
    expectEnd(d);
    return entries;
  });
}

function readState(decoder: decoding.Decoder): string | null {
  const text = readText(decoder);
  if (text === 'null') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FrameError('bad-json', 'an awareness state is not JSON', { cause: error });
  }
  if (value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new FrameError('bad-value', 'an awareness state is not an object');
  }
  return text;
}
