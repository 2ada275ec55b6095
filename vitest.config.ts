import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two: every worker of the server's tests brings its own server, databases and clients, and small machines count.
    maxWorkers: 2,
    // For hangs only: no test measures time, and a property test on a busy machine may take its time.
    testTimeout: 30_000,
    // Not `process.hrtime`: in Node.js 20.9 `performance.now()` is made of it, by which Vitest measures hooks, and a
    // hook that brought the real time back would seem to have taken for ever.
    fakeTimers: {
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'Date'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{protocol,schema,sync-server,editor}/src/**/*.test.{ts,tsx}',
            '{protocol,schema,editor}/test/**/*.test.{ts,tsx}',
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
          // must not be starved by a neighbour.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
