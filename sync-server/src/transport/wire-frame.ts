/** RFC 6455, section 5.2: a final frame of binary data; a server does not mask. */
const finalBinary = 0x82;

/** Payload lengths from which the header holds 16 and 64 bits of length. */
const extended16 = 126;
const extended64 = 65_536;

/**
 * Messages as the bytes that go to the socket: for each a WebSocket frame with its header.
 *
 * ws makes a header and two writes for every message and connection. A room sends the same messages to everybody, so
 * their bytes are made once and each connection costs one write of one buffer; see `npm run bench`.
 */
export function toWireBytes(messages: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.allocUnsafe(messages.reduce((sum, message) => sum + headerBytes(message) + message.length, 0));
  let at = 0;
  for (const message of messages) {
    at = writeHeader(bytes, at, message.length);
    bytes.set(message, at);
    at += message.length;
  }
  return bytes;
}

function headerBytes({ length }: Uint8Array): number {
  if (length < extended16) return 2;
  return length < extended64 ? 4 : 10;
}

function writeHeader(bytes: Buffer, at: number, length: number): number {
  bytes[at] = finalBinary;
  if (length < extended16) {
    bytes[at + 1] = length;
    return at + 2;
  }
  if (length < extended64) {
    bytes[at + 1] = extended16;
    return bytes.writeUInt16BE(length, at + 2);
  }
  bytes[at + 1] = extended16 + 1;
  // Lengths past 2^48 do not fit into memory.
  bytes.writeUInt16BE(0, at + 2);
  return bytes.writeUIntBE(length, at + 4, 6);
}
