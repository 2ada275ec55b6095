import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/**
 * The frames of one room. Hocuspocus speaks y-websocket's messages behind the document's name, wants an
 * authentication message first and has a few types of its own; otherwise the two wires are the same.
 *
 * @typedef {'step1' | 'step2' | 'update' | 'awareness' | 'admitted' | 'denied' | 'applied' | 'durable' | 'other'} FrameKind
 *   `applied` is Hocuspocus' SyncStatus (one per update), `durable` Manyhands' acknowledgement (cumulative)
 *
 * @typedef {object} RoomWire
 * @property {Uint8Array | null} greeting to be sent first and answered by `admitted`
 * @property {(stateVector: Uint8Array) => Uint8Array} step1
 * @property {(update: Uint8Array) => Uint8Array} step2
 * @property {(update: Uint8Array) => Uint8Array} update
 * @property {(entries: Uint8Array) => Uint8Array} awareness
 * @property {(frame: Uint8Array) => FrameKind} kind cheap: reads two numbers
 * @property {(frame: Uint8Array) => Uint8Array} body of a sync frame: state vector or update
 * @property {(frame: Uint8Array) => number} count of a `durable` frame
 */

const type = { sync: 0, awareness: 1, auth: 2, syncReply: 4, syncStatus: 8, ack: 111 };
const auth = { token: 0, denied: 1, admitted: 2 };

/**
 * @param {'plain' | 'hocuspocus'} flavour
 * @param {string} room
 * @returns {RoomWire}
 */
export function roomWire(flavour, room) {
  const named = flavour === 'hocuspocus';
  const prefix = named ? encoding.encode((encoder) => encoding.writeVarString(encoder, room)) : new Uint8Array(0);
  /** @param {(encoder: encoding.Encoder) => void} write */
  const frame = (write) =>
    encoding.encode((encoder) => {
      encoding.writeUint8Array(encoder, prefix);
      write(encoder);
    });
  /** @param {number} syncType */
  const sync = (syncType) => (/** @type {Uint8Array} */ bytes) =>
    frame((encoder) => {
      encoding.writeVarUint(encoder, type.sync);
      encoding.writeVarUint(encoder, syncType);
      encoding.writeVarUint8Array(encoder, bytes);
    });
  /** @param {Uint8Array} bytes */
  const messageOf = (bytes) => decoding.createDecoder(bytes.subarray(prefix.length));

  return {
    greeting: named
      ? frame((encoder) => {
          encoding.writeVarUint(encoder, type.auth);
          encoding.writeVarUint(encoder, auth.token);
          encoding.writeVarString(encoder, '');
        })
      : null,
    step1: sync(0),
    step2: sync(1),
    update: sync(2),
    awareness: (entries) =>
      frame((encoder) => {
        encoding.writeVarUint(encoder, type.awareness);
        encoding.writeVarUint8Array(encoder, entries);
      }),
    kind: (bytes) => {
      // All these numbers are below 128: one byte each.
      const first = bytes[prefix.length];
      const second = bytes[prefix.length + 1];
      if (first === type.sync || first === type.syncReply)
        return second === 0 ? 'step1' : second === 1 ? 'step2' : 'update';
      if (first === type.awareness) return 'awareness';
      if (named && first === type.auth)
        return second === auth.admitted ? 'admitted' : second === auth.denied ? 'denied' : 'other';
      if (!named && first === type.auth) return 'denied';
      if (named && first === type.syncStatus) return 'applied';
      return !named && first === type.ack ? 'durable' : 'other';
    },
    body: (bytes) => {
      const decoder = messageOf(bytes);
      decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      return decoding.readVarUint8Array(decoder);
    },
    count: (bytes) => {
      const decoder = messageOf(bytes);
      decoding.readVarUint(decoder);
      return decoding.readVarUint(decoder);
    },
  };
}

/**
 * One client's awareness state in the y-protocols encoding.
 *
 * @param {number} clientId
 * @param {number} clock
 * @param {object} state
 */
export function awarenessEntry(clientId, clock, state) {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, clientId);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
}

/** The state vector and the update of an empty document. */
export const nothing = { stateVector: Uint8Array.of(0), update: Uint8Array.of(0, 0) };
