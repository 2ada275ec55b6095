import { deflateSync } from 'node:zlib';
import { crc32 } from '../../src/store/checksum.js';

/** Small files of many kinds, made here so that every byte of them is known. */

/** A PNG of one colour. */
export function png(width = 3, height = 2): Buffer {
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, 0x7f)]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body, 0) >>> 0, 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

export const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

export const html = Buffer.from('<!doctype html><script>document.title = "pwned"</script>');

export const svg = Buffer.from(
  '<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><script>alert(1)</script></svg>',
);

export const pdf = Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF', 'latin1');

/** A zip with one stored entry, whose name tries to leave the folder. */
export function zip(entry = '../../../../etc/passwd'): Buffer {
  const name = Buffer.from(entry);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length, 16);
  return Buffer.concat([local, name, central, name, end]);
}

/** Half a second of silence. */
export function wav(): Buffer {
  const samples = Buffer.alloc(8000);
  const header = Buffer.from('RIFF    WAVEfmt ', 'latin1');
  header.writeUInt32LE(36 + samples.length, 4);
  const format = Buffer.alloc(20);
  format.writeUInt32LE(16, 0);
  format.writeUInt16LE(1, 4);
  format.writeUInt16LE(1, 6);
  format.writeUInt32LE(8000, 8);
  format.writeUInt32LE(16000, 12);
  format.writeUInt16LE(2, 16);
  format.writeUInt16LE(16, 18);
  const data = Buffer.from('data    ');
  data.writeUInt32LE(samples.length, 4);
  return Buffer.concat([header, format, data, samples]);
}

/** The head of a program for Linux. */
export const elf = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(120)]);
