import { onTestFinished } from 'vitest';
import { createSyncServer, type SyncServer } from '../../src/server.js';
import type { SyncServerOptions } from '../../src/server-options.js';
import { temporaryFolder } from './temporary-folder.js';

export interface LocalServer {
  readonly server: SyncServer;
  readonly url: string;
  readonly syncUrl: string;
  readonly dataDir: string;
}

/** A server in this process, on a port of its own and a folder that goes with the test. */
export async function startLocalServer(options: Partial<SyncServerOptions> = {}): Promise<LocalServer> {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const server = await createSyncServer({ drainSpreadMs: 0, closeTimeoutMs: 5_000, ...options, dataDir });
  // A test that broke the store on purpose may leave nothing to close.
  onTestFinished(() => server.close().catch(() => {}));
  const { port } = await server.listen({ port: 0, host: '127.0.0.1' });
  return { server, dataDir, url: `http://127.0.0.1:${port}`, syncUrl: `ws://127.0.0.1:${port}/sync` };
}
