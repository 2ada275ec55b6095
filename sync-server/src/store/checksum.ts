import * as zlib from 'node:zlib';

/** Native since Node 20.15 and 22.2; older ones use the table. */
const native = (zlib as { crc32?: (bytes: Uint8Array, start?: number) => number }).crc32;

let table: Uint32Array | null = null;

/** CRC-32 as in zlib (reflected polynomial 0xEDB88320), one byte at a time. */
export function crc32ByTable(bytes: Uint8Array, start = 0): number {
  table ??= makeTable();
  let crc = ~start;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** CRC-32 of `bytes`, carried on from `start`: the checksum of what came before them. */
export const crc32: (bytes: Uint8Array, start?: number) => number = native ?? crc32ByTable;

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc >>> 0;
  });
}
