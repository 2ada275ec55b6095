import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { frameTakenIn } from '../update-taken-in.js';

/** What was deleted, by ranges of ids. */
export type Deletions = Y.Transaction['deleteSet'];

/** What the frame deletes that a document is taking in; `null` if there is none. */
export function deletionsTakenIn(doc: Y.Doc): Deletions | null {
  const frame = frameTakenIn(doc);
  if (frame === null) return null;
  const decoder = decoding.createDecoder(frame);
  // That it is a sync frame, and which kind.
  decoding.readVarUint(decoder);
  decoding.readVarUint(decoder);
  return Y.decodeUpdate(decoding.readVarUint8Array(decoder)).ds;
}
