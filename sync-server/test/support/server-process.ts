import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.js';

const mainFile = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Without the prlimit command of util-linux, as on macOS, nothing can fill a process's disk without rights. */
export const canLimitFiles = spawnSync('prlimit', ['--version']).status === 0;

export interface ServerProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Default: a folder of the test's own. */
  readonly dataDir?: string;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The real server as operators run it, on one port and folder over all its lives. Needs the build (`tsc -b`). */
export class ServerProcess {
  readonly dataDir: string;
  readonly port: number;
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;
  #exit: Promise<Exit> = Promise.resolve({ code: 0, signal: null });
  /** What all its lives have written. */
  output = '';

  private constructor(dataDir: string, port: number, env: Readonly<Record<string, string>>) {
    this.dataDir = dataDir;
    this.port = port;
    this.#env = env;
  }

  /** Starts a server that ends with the test. */
  static async start(options: ServerProcessOptions = {}): Promise<ServerProcess> {
    const server = await ServerProcess.prepare(options);
    await server.start();
    return server;
  }

  /** The same without starting it. */
  static async prepare({ env = {}, dataDir }: ServerProcessOptions = {}): Promise<ServerProcess> {
    const server = new ServerProcess(dataDir ?? (await temporaryFolder()), await freePort(), env);
    onTestFinished(() => server.kill());
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get syncUrl(): string {
    return `ws://127.0.0.1:${this.port}/sync`;
  }

  get databaseFolder(): string {
    return `${this.dataDir}/db`;
  }

  /** Resolves once the server has printed its address. @throws with its output if it ends before. */
  async start(): Promise<void> {
    const child = this.spawn();
    const ready = new Promise<'ready'>((resolve) => {
      const printed = () => {
        if (new RegExp(`http://\\S+:${this.port}\\b`).test(this.#lifeOutput)) resolve('ready');
      };
      child.stdout?.on('data', printed);
    });
    const first = await Promise.race([ready, this.#exit]);
    if (first !== 'ready') throw new Error(`the server ended (${JSON.stringify(first)}): ${this.output}`);
  }

  /** Starts the process and does not wait for anything. */
  spawn(): ChildProcess {
    const child = spawn(process.execPath, [mainFile], {
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        LOG_LEVEL: 'warn',
        ...this.#env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#lifeOutput = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').prependListener('data', (text: string) => {
        this.#lifeOutput += text;
        this.output += text;
      });
    }
    this.#exit = once(child, 'close').then(([code, signal]) => ({ code, signal }) as Exit);
    return child;
  }

  #lifeOutput = '';

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.#exit;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  exited(): Promise<Exit> {
    return this.#exit;
  }

  /** Asks it to stop and waits for that. */
  async stop(): Promise<Exit> {
    this.signal('SIGTERM');
    return this.#exit;
  }

  /** From now on its files may not grow past so many bytes: as far as it can tell, its disk is full. */
  limitFiles(bytes: number | 'unlimited'): void {
    execFileSync('prlimit', ['--pid', String(this.#child?.pid), `--fsize=${bytes}:unlimited`]);
  }

  /** Resident memory. */
  rssBytes(): number {
    const status = readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
  }
}

/**
 * A port below those that the system gives to outgoing connections: a client that tries to reconnect to a port of that
 * range while the server is down may be given the very same one and end up connected to itself.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}
