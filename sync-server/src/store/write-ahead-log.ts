/** LevelDB's log format: https://github.com/google/leveldb/blob/main/doc/log_format.md */
const blockBytes = 32 * 1024;
const headerBytes = 7;
const lastRecordType = 4;

/** Added to every checksum, because LevelDB stores checksums of data that holds checksums. */
const maskDelta = 0xa282ead8;

let table: Uint32Array | null = null;

/**
 * Looks for a record in a LevelDB write-ahead log that is there in full but is not what was written. LevelDB itself
 * drops such a record and the rest of its block without a word, and then deletes the file.
 *
 * A record that the end of the file cuts off is not damage: that is how a killed process leaves a log.
 *
 * @returns the offset of the first damaged record, or `null`.
 */
export function findDamage(log: Uint8Array): number | null {
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  for (let block = 0; block < log.byteLength; block += blockBytes) {
    const end = Math.min(block + blockBytes, log.byteLength);
    let at = block;
    while (at + headerBytes <= end) {
      const stored = view.getUint32(at, true);
      const length = view.getUint16(at + 4, true);
      const type = log[at + 6] ?? 0;
      // Space that a file system reserved and nobody wrote.
      if (stored === 0 && length === 0 && type === 0) break;
      const next = at + headerBytes + length;
      if (next > end) {
        if (end === log.byteLength && next <= block + blockBytes) return null;
        return at;
      }
      if (type > lastRecordType || mask(crc32c(log.subarray(at + 6, next))) !== stored) return at;
      at = next;
    }
  }
  return null;
}

function mask(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + maskDelta) >>> 0;
}

/** CRC-32C (Castagnoli). */
function crc32c(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    return crc >>> 0;
  });
  let crc = ~0;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
