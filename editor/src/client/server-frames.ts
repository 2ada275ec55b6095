import { decodeFrame, type Frame, FrameError, frameType } from '@manyhands/protocol';
import * as decoding from 'lib0/decoding';
import type { WebsocketProvider } from 'y-websocket';
import { takeIn } from './update-taken-in.js';

export interface FrameListeners {
  /** With the body of an awareness message, instead of the provider's own handling. */
  readonly onAwareness: (body: Uint8Array) => void;
  /** For what a stock provider does not know. */
  readonly onFrame: (frame: Frame) => void;
}

/** Lets others handle frames of a stock provider. */
export function listenToFrames(provider: WebsocketProvider, { onAwareness, onFrame }: FrameListeners): void {
  // The provider's list of handlers is its own since 3.0; a copy keeps it so whatever a later version does.
  const handlers = provider.messageHandlers.slice();
  const sync = handlers[frameType.sync];
  if (sync !== undefined) {
    handlers[frameType.sync] = (encoder, decoder, ...rest) =>
      takeIn(provider.doc, decoder.arr, () => sync(encoder, decoder, ...rest));
  }
  handlers[frameType.awareness] = (_encoder, decoder) => onAwareness(decoding.readVarUint8Array(decoder));
  for (const type of [frameType.hello, frameType.ack, frameType.keepAlive]) {
    handlers[type] = (_encoder, decoder) => {
      const frame = readFrame(decoder.arr);
      if (frame !== null) onFrame(frame);
    };
  }
  provider.messageHandlers = handlers;
}

/** A frame of ours that cannot be read is the server's bug, and no reason to stop writing: it is left out. */
function readFrame(bytes: Uint8Array): Frame | null {
  try {
    return decodeFrame(bytes);
  } catch (error) {
    if (error instanceof FrameError) return null;
    throw error;
  }
}
