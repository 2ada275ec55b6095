import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { imageSize } from 'image-size';
import type { Dimensions, FileKind } from '../../core/files.js';

/** Where the sizes of these stand is looked at; others are shown by nobody. */
const measured = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];

/** Enough for the header of a photo with all that cameras write before it. */
const headerBytes = 512 * 1024;

/** More than any screen or camera has; what a hostile header claims past it is not passed on. */
const maxPixels = 100_000;

/** Unknown bytes. */
const unknownType = 'application/octet-stream';

/**
 * What a file is, by its bytes.
 *
 * @param textType what it is if it is text; `null` if it is not
 */
export async function fileKind(path: string, textType: string | null): Promise<FileKind> {
  const mime = await sniff(path, textType);
  return { mime, dimensions: measured.includes(mime) ? await dimensions(path) : null };
}

async function sniff(path: string, textType: string | null): Promise<string> {
  // Text first: nothing that is text throughout is one of the binary formats, but some of their marks are letters.
  if (textType !== null && textType !== 'text/plain') return textType;
  const found = await fileTypeFromFile(path).catch(() => undefined);
  const mime = found?.mime.split(';', 1)[0]?.trim().toLowerCase();
  if (mime === undefined || !/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(mime)) return textType ?? unknownType;
  // Such as PostScript or a calendar; but no picture, sound or film, whatever its first letters are.
  return textType !== null && /^(?:image|audio|video)\//.test(mime) ? textType : mime;
}

async function dimensions(path: string): Promise<Dimensions | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    const { width, height, orientation = 1 } = imageSize(buffer.subarray(0, bytesRead));
    if (![width, height].every((value) => Number.isInteger(value) && value > 0 && value <= maxPixels)) return null;
    // Photos taken upright are stored lying, with a note to turn them by a quarter.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    // A header that cannot be read: the browser will say what it thinks of the image.
    return null;
  } finally {
    await file.close();
  }
}
