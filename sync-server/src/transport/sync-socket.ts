import { closeCodes } from '@manyhands/protocol';
import { WebSocket } from 'ws';

/** RFC 6455's "message too big", with which ws ends a connection whose frame is past `maxPayload`. */
const messageTooBig = 1009;

/**
 * A server-side WebSocket that says "too large" by our own close code. For 1009 a stock client reconnects and sends the
 * same frame again, for ever; 4413 tells it to stop.
 */
export class SyncSocket extends WebSocket {
  override close(code?: number, data?: string | Buffer): void {
    if (code === messageTooBig) super.close(closeCodes.tooLarge, 'a frame is too large');
    else super.close(code, data);
  }
}
