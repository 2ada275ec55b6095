import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two: every worker of the server's tests brings its own server, databases and clients, and small machines count.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{protocol,schema,sync-server,editor}/src/**/*.test.{ts,tsx}',
            'web/{app,src}/**/*.test.{ts,tsx}',
            '{scripts,bench/src}/**/*.test.mjs',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['sync-server/{test,examples}/**/*.test.ts'],
          // One file at a time, after the unit tests: these start processes, kill them and fill disks and sockets, and
          // must not be starved by a neighbour. The time-outs are for hangs; no test measures time.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
