import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { eventually } from './support/eventually.js';
import { canLimitFiles, ServerProcess } from './support/server-process.js';

const env = { LIMIT_UPLOADS_PER_MINUTE: '0', UPLOAD_TYPES: '*' };

async function upload(server: ServerProcess, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  return fetch(`${server.url}/api/v1/documents/room/files?name=x`, { method: 'POST', body });
}

async function filesOf({ dataDir }: ServerProcess): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name !== 'secret').map(({ name }) => name);
}

describe('a server that is killed while files come in', () => {
  it('[U3] serves every file it answered for, whole, and nothing else', async () => {
    const server = await ServerProcess.start({ env });
    const answered = new Map<string, string>();
    const sent = new Set<string>();
    for (let round = 0; round < 6; round++) {
      let isDown = false;
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        while (!isDown) {
          const content = randomBytes(writer % 2 === 0 ? 2_000 : 3_000_000);
          const hash = createHash('sha256').update(content).digest('hex');
          sent.add(hash);
          const response = await upload(server, content).catch(() => null);
          if (response?.status !== 201) return;
          const body = (await response.json().catch(() => null)) as { url: string } | null;
          if (body !== null) answered.set(hash, body.url);
        }
      });
      const before = answered.size;
      await eventually(() => expect(answered.size).toBeGreaterThan(before + 10));
      await delay(round * 7);
      await server.kill();
      isDown = true;
      await Promise.all(writers);
      await server.start();
    }
    for (const [hash, url] of answered) {
      const response = await fetch(server.url + url);
      expect(response.status).toBe(200);
      const content = Buffer.from(await response.arrayBuffer());
      expect(createHash('sha256').update(content).digest('hex')).toBe(hash);
    }
    // Each file that is there is one that was sent, whole; leftovers of the kills are gone.
    const served = async (hash: string) => (await fetch(`${server.url}/api/v1/files/${hash}/x`)).status === 200;
    await eventually(async () => {
      for (const name of await filesOf(server))
        expect([name, sent.has(name), await served(name)]).toEqual([name, true, true]);
    });
  });
});

describe('a server whose disk is full', () => {
  // Without the prlimit command of util-linux, as on macOS, nothing can fill a process's disk without rights.
  it.skipIf(!canLimitFiles)(
    '[U4] answers 507, keeps no half file, and takes files again when there is room',
    async () => {
      const server = await ServerProcess.start({ env });
      server.limitFiles(500_000);
      const refused = await upload(server, randomBytes(2_000_000));
      expect(refused.status).toBe(507);
      expect(await refused.json()).toMatchObject({ code: 'storage-full' });
      expect(await filesOf(server)).toEqual([]);
      expect(await (await fetch(`${server.url}/metrics`)).text()).toContain(
        'manyhands_uploads_refused_disk_full_total 1',
      );
      server.limitFiles('unlimited');
      expect((await upload(server, randomBytes(2_000_000))).status).toBe(201);
    },
  );
});
