import { execFile } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSyncServer } from '../src/server.js';
import { temporaryFolder } from './support/temporary-folder.js';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));

/** A folder as of an application that has the package installed. */
async function applicationFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** Runs a program that has to end by itself. @returns what it printed */
async function runToEnd(program: string): Promise<string> {
  const folder = await applicationFolder({ 'program.mjs': program });
  const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: folder, timeout: 60_000 });
  return stdout.trim();
}

describe('a process that embeds the server', () => {
  it('[E3] ends by itself after close(), whatever was used', async () => {
    const program = `
      import { createSyncServer } from '@manyhands/sync-server';
      import { WebSocket } from 'ws';
      const sync = await createSyncServer({ dataDir: './data', drainSpreadMs: 0 });
      const { port } = await sync.listen({ port: 0, host: '127.0.0.1' });
      const webSocket = new WebSocket('ws://127.0.0.1:' + port + '/sync/room', ['manyhands.v1']);
      const closed = new Promise((resolve) => webSocket.on('close', resolve));
      await new Promise((resolve) => webSocket.once('message', resolve));
      // Makes the worker thread start that converts documents.
      const made = await fetch('http://127.0.0.1:' + port + '/api/v1/documents', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title: 'Plan', markdown: '- one' }),
      });
      await made.text();
      await Promise.all([sync.close(), sync.close()]);
      console.log(made.status, await closed);
    `;
    expect(await runToEnd(program)).toBe('201 1012');
  });

  it('[E3] is not kept alive by a server that was made and never listens, and has what it wrote', async () => {
    const program = `
      import { createSyncServer } from '@manyhands/sync-server';
      const sync = await createSyncServer({ dataDir: './data' });
      await sync.documents.create('made');
      console.log('made');
    `;
    expect(await runToEnd(program)).toBe('made');
  });

  it('[E3] may open the folder again as soon as close() has resolved', async () => {
    const dataDir = await temporaryFolder();
    for (const name of ['one', 'two', 'three']) {
      const sync = await createSyncServer({ dataDir });
      await sync.documents.create(name);
      await sync.close();
    }
    const sync = await createSyncServer({ dataDir });
    onTestFinished(() => sync.close());
    const names = (await sync.documents.list({ limit: 10 })).map(({ name }) => name);
    expect(names).toEqual(['one', 'three', 'two']);
  });
});

const strictest = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  target: 'ES2022',
  module: 'NodeNext',
  types: ['node'],
};

const typedApplication = `
  import { createServer } from 'node:http';
  import { type Authorizer, createSyncServer, defaultLimits, type Grant, type SyncServer } from '@manyhands/sync-server';
  import { ForbiddenError, StoreLockedError, SyncError } from '@manyhands/sync-server';
  import { Hono } from 'hono';

  const grant: Grant = { role: 'edit', user: null, expiresAt: null, tokenId: null, issuedAt: null };
  const auth: Authorizer = {
    mode: 'open',
    authorize: async ({ token }: { token: string | null }, room: string) => {
      if (room === token) throw new ForbiddenError('no');
      return grant;
    },
    identify: async () => ({ user: null, isAdmin: false, roleIn: () => 'view' }),
  };
  export const sync: SyncServer = await createSyncServer({
    dataDir: 'data',
    auth,
    limits: { frameBytes: defaultLimits.frameBytes * 2 },
    perMessageDeflate: { threshold: 1_000 },
  });
  new Hono().route('/', sync.app);
  sync.attach(createServer());
  const { port, url }: { port: number; url: string } = await sync.listen({ port: 0, host: 'localhost' });
  const closed: number = await sync.revoke({ kind: 'user', userId: 'ada' }).catch((error: unknown) => {
    if (error instanceof StoreLockedError || error instanceof SyncError) console.log(error.code, port, url);
    return 0;
  });
  const update: Uint8Array = await sync.documents.read(String(closed));
  // @ts-expect-error a folder must be named
  await createSyncServer({ update });
  // @ts-expect-error no such role
  const wrong: Grant = { ...grant, role: 'admin' };
  export { wrong };
`;

describe('types', () => {
  it('[E4] hold in a strict application, and the examples with them', async () => {
    const examples = ['hono-app.mjs', 'node-server.mjs', 'own-authorizer.mjs'];
    const folder = await applicationFolder({
      'package.json': JSON.stringify({ type: 'module' }),
      'app.ts': typedApplication,
      'tsconfig.json': JSON.stringify({
        compilerOptions: strictest,
        files: ['app.ts', ...examples.map((name) => join(repository, 'sync-server/examples', name))],
      }),
    });
    const tsc = join(repository, 'node_modules/typescript/bin/tsc');
    const complaints = await run(process.execPath, [tsc, '-p', '.'], { cwd: folder }).then(
      () => 'none',
      (failed: { stdout: string }) => failed.stdout || String(failed),
    );
    expect(complaints).toBe('none');
  });
});
