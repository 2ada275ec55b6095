import type { Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ws from 'ws';
import { toWireBytes } from './wire-frame.js';

/** ws exports its parser, but @types/ws does not know it. */
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

/** What ws makes of the bytes. */
function received(bytes: Buffer): Promise<Uint8Array[]> {
  const receiver = new Receiver({ isServer: false });
  const messages: Uint8Array[] = [];
  receiver.on('message', (data: Buffer, isBinary: boolean) => {
    expect(isBinary).toBe(true);
    messages.push(new Uint8Array(data));
  });
  return new Promise((resolve, reject) => {
    receiver.on('error', reject);
    receiver.write(bytes, () => resolve(messages));
  });
}

describe('messages as bytes of a WebSocket', () => {
  it('are read by ws as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), async (messages) => {
        expect(await received(toWireBytes(messages))).toEqual(messages);
      }),
    );
  });

  it.each([0, 125, 126, 65_535, 65_536, 200_000])('of %i bytes have the right header', async (length) => {
    const message = new Uint8Array(length).fill(7);
    expect(await received(toWireBytes([message]))).toEqual([message]);
  });
});
