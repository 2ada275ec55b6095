import * as decoding from 'lib0/decoding';
import { decodeUtf8 } from 'lib0/string';
import { FrameError } from './frame-error.js';

/**
 * Runs a lib0 read and turns whatever it throws into a `FrameError`.
 * lib0 reports a short buffer by a shared error object and a bad string by a TypeError from TextDecoder.
 */
export function guard<T>(decoder: decoding.Decoder, read: (decoder: decoding.Decoder) => T): T {
  try {
    return read(decoder);
  } catch (error) {
    if (error instanceof FrameError) throw error;
    if (error instanceof TypeError || error instanceof URIError) {
      throw new FrameError('bad-text', 'text is not valid UTF-8', { cause: error });
    }
    if (error instanceof RangeError) {
      throw new FrameError('truncated', 'a length points past the end of the frame', { cause: error });
    }
    throw new FrameError('truncated', 'the frame ends too early', { cause: error });
  }
}

/** A length-prefixed byte string, as a view on the frame: nothing is copied, so nothing larger can be allocated. */
export function readBytes(decoder: decoding.Decoder): Uint8Array {
  const length = decoding.readVarUint(decoder);
  if (length > decoder.arr.byteLength - decoder.pos) {
    throw new FrameError('truncated', 'a length points past the end of the frame');
  }
  return decoding.readUint8Array(decoder, length);
}

/** A length-prefixed UTF-8 string. lib0 decodes fatally: replacement characters would change what a peer said. */
export function readText(decoder: decoding.Decoder): string {
  return decodeUtf8(readBytes(decoder));
}

/** Ends a frame: bytes left over mean that sender and receiver disagree about what was said. */
export function expectEnd(decoder: decoding.Decoder): void {
  if (decoder.pos !== decoder.arr.byteLength) {
    throw new FrameError('trailing-bytes', 'bytes follow the end of the message');
  }
}
