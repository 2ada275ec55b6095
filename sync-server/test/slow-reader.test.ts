import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { AckingClient } from './support/acking-client.js';
import { eventually } from './support/eventually.js';
import { RawClient } from './support/raw-client.js';
import { ServerProcess } from './support/server-process.js';
import { StockClient } from './support/stock-client.js';

const mib = 1024 * 1024;
const piece = 64 * 1024;

interface Memory {
  readonly resident: number;
  /** What frames and documents take: resident memory also holds what the allocator has not given back. */
  readonly external: number;
}

/**
 * Writes so many bytes in pieces that come and go, so that the document stays small. The writer is never further ahead
 * of the disk than a few pieces, as a person would never be.
 *
 * @returns the most memory that the server had on the way
 */
async function writeAndErase(writer: AckingClient, bytes: number, server: ServerProcess): Promise<Memory> {
  let resident = 0;
  let external = 0;
  for (let written = 0; written < bytes; written += piece) {
    writer.doc.transact(() => {
      writer.text.delete(0, writer.text.length);
      writer.text.insert(0, String.fromCharCode(97 + ((written / piece) % 26)).repeat(piece));
    });
    while (writer.unacknowledged > 8) {
      if (!writer.isConnected) throw new Error(`the writer was cut off: ${JSON.stringify(writer.raw.closed)}`);
      await nextTurn();
    }
    resident = Math.max(resident, server.rssBytes());
    if (written % (2 * mib) === 0) external = Math.max(external, await metric(server, 'nodejs_external_memory_bytes'));
  }
  await writer.durable();
  return { resident, external };
}

/** A client that has the document and reads no more. */
async function joinAndStop(url: string): Promise<AckingClient> {
  const client = await AckingClient.join(url);
  client.raw.webSocket.pause();
  return client;
}

function inMib({ resident, external }: Memory): string {
  return `${Math.round(resident / mib)} MiB (external ${Math.round(external / mib)} MiB)`;
}

async function metric(server: ServerProcess, name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

describe('readers that stop reading', () => {
  it.each([1, 20])(
    '[B5] %i of them while somebody writes 150 MB cost a bounded amount of memory, and converge once they read again',
    async (count) => {
      const server = await ServerProcess.start({ env: { LIMIT_MESSAGES_PER_SECOND: '0' } });
      const url = `${server.syncUrl}/room`;
      const writer = await AckingClient.join(url);
      const bystander = await StockClient.join(server.syncUrl);
      // The same without slow readers, by which the process finds its usual size.
      const usual = await writeAndErase(writer, 50 * mib, server);

      const slow = await Promise.all(Array.from({ length: count }, () => joinAndStop(url)));
      const peak = await writeAndErase(writer, 150 * mib, server);
      console.info(`${count} slow readers: ${inMib(usual)} before, ${inMib(peak)} with them`);
      // Without a bound the server would hold 150 MiB of frames for them.
      expect(peak.external).toBeLessThan(100 * mib);
      expect(peak.resident - usual.resident).toBeLessThan(300 * mib);
      expect(slow.map(({ raw }) => raw.closed)).toEqual(slow.map(() => null));

      writer.doc.transact(() => {
        writer.text.delete(0, writer.text.length);
        writer.text.insert(0, 'the end');
      });
      await bystander.sees('the end');
      expect(bystander.closes).toEqual([]);
      for (const { raw } of slow) raw.webSocket.resume();
      await eventually(() => expect(slow.map(({ text }) => text.toString())).toEqual(slow.map(() => 'the end')));
      expect(await metric(server, 'manyhands_resyncs_total')).toBeGreaterThanOrEqual(count);
    },
  );

  it('[B5] that never come back are let go with all they are owed', async () => {
    const server = await ServerProcess.start({ env: { LIMIT_MESSAGES_PER_SECOND: '0' } });
    const url = `${server.syncUrl}/room`;
    const writer = await AckingClient.join(url);
    const slow = await Promise.all(Array.from({ length: 10 }, () => joinAndStop(url)));
    await writeAndErase(writer, 10 * mib, server);
    for (const client of slow) client.leave();
    const last = await RawClient.join(url);
    last.send({ type: 'query-awareness' });
    writer.type('!');
    await writer.durable();
    await eventually(async () => expect(await metric(server, 'manyhands_sessions')).toBe(2));
  });
});
