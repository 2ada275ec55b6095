import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Whatever ends this process must not leave servers behind. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const startTimeoutMs = 30_000;
const stopTimeoutMs = 30_000;

/**
 * A server in its own process.
 *
 * @typedef {object} ServerProcess
 * @property {number} pid
 * @property {number} startMs until it answered that it is ready
 * @property {import('./load/target.mjs').Target} target what the load generator needs to know
 * @property {() => Promise<void>} stop SIGTERM, and SIGKILL if that does not end it in time
 * @property {() => Promise<void>} kill SIGKILL
 * @property {() => string} log the end of what it printed
 */

/**
 * @param {import('./servers/definition.mjs').ServerDefinition} definition
 * @param {string} folder gets the data folder `data` and the log; an existing `data` is opened again
 * @returns {Promise<ServerProcess>}
 */
export async function startServer(definition, folder) {
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder, { recursive: true });
  const port = await freePort();
  const { args, env } = definition.command({ port, dataFolder });
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const logFile = join(folder, 'server.log');
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exited = once(child, 'exit').finally(() => {
    running.delete(child);
    log.end();
  });
  const readLog = () => readFileSync(logFile, 'utf8').slice(-2_000);
  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await exited;
    clearTimeout(timer);
  };

  try {
    await ready(`http://127.0.0.1:${port}${definition.readyPath}`, child);
  } catch (error) {
    await end('SIGKILL');
    throw new Error(
      `${definition.title} did not start: ${error instanceof Error ? error.message : error}\n${readLog()}`,
    );
  }
  const pid = /** @type {number} */ (child.pid);
  return {
    pid,
    startMs: performance.now() - startedAt,
    target: {
      pid,
      url: `ws://127.0.0.1:${port}${definition.pathPrefix}`,
      wire: definition.wire,
      ackProtocol: definition.ackProtocol ?? null,
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    log: readLog,
  };
}

/**
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} child
 */
async function ready(url, child) {
  const deadline = performance.now() + startTimeoutMs;
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it exited with ${child.exitCode ?? child.signalCode}`);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      await response.arrayBuffer();
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await delay(50);
  }
  throw new Error(`not ready after ${startTimeoutMs / 1000} s`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
