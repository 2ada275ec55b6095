import { frameType, syncType } from '@manyhands/protocol';
import type { SentKind } from './ack-tracker.js';

/**
 * A WebSocket class that reports the messages the server will acknowledge, at the one place every byte passes.
 * y-websocket sends from several places and has no hook for it.
 *
 * @param base the class to extend: the browser's, or `ws` in Node
 */
export function countingSocket(base: typeof WebSocket, onSent: (kind: SentKind) => void): typeof WebSocket {
  return class CountingSocket extends base {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data);
      const kind = sentKindOf(data);
      if (kind !== null) onSent(kind);
    }
  };
}

/** Both numbers are below 128, where a varUint is one byte. */
function sentKindOf(data: unknown): SentKind | null {
  if (!(data instanceof Uint8Array) || data[0] !== frameType.sync) return null;
  if (data[1] === syncType.step2) return 'state';
  return data[1] === syncType.update ? 'update' : null;
}
