import { colourOf, encodeFrame, type Hello } from '@manyhands/protocol';
import type { Grant } from './authorizer.js';
import type { Limits } from './limits.js';

export interface HelloOptions {
  readonly sessionId: string;
  readonly grant: Grant;
  readonly limits: Limits;
  readonly schemaVersion: number;
}

/** The frame that tells a client of ours who it is here, what it may do, and what the server takes. */
export function helloFrame({ sessionId, grant, limits, schemaVersion }: HelloOptions): Uint8Array {
  const { role, user } = grant;
  const hello: Hello = {
    sessionId,
    role,
    ...(user === null ? {} : { user: { ...user, color: colourOf(user.id) } }),
    limits: {
      frameBytes: limits.frameBytes,
      documentBytes: limits.documentBytes,
      awarenessBytes: limits.awarenessBytes,
      messagesPerSecond: limits.messagesPerSecond,
    },
    schemaVersion,
  };
  return encodeFrame({ type: 'hello', hello });
}
