import type { Context } from 'hono';

/** The key that limits count an address by. */
export type AddressOf = (c: Context) => string;

/** As @hono/node-server hands it over; `undefined` under any other adapter. */
export function remoteAddress(env: unknown): string | undefined {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress;
}
