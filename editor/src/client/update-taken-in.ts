import type * as Y from 'yjs';

const frames = new WeakMap<Y.Doc, Uint8Array>();

/** Takes in a frame of the server, and lets whoever hears of the changes meanwhile ask what exactly came. */
export function takeIn(doc: Y.Doc, frame: Uint8Array, apply: () => void): void {
  frames.set(doc, frame);
  try {
    apply();
  } finally {
    frames.delete(doc);
  }
}

/** The frame whose changes a document is taking in right now. */
export function frameTakenIn(doc: Y.Doc): Uint8Array | null {
  return frames.get(doc) ?? null;
}
