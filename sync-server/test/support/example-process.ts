import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Exit } from './server-process.js';
import { temporaryFolder } from './temporary-folder.js';

const examples = new URL('../../examples/', import.meta.url);

/** A program of `examples/`, started as its first lines say, on a folder and port of the test's own. Needs the build. */
export class ExampleProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #exit: Promise<Exit>;

  private constructor(url: string, child: ChildProcess, exit: Promise<Exit>) {
    this.url = url;
    this.#child = child;
    this.#exit = exit;
  }

  /** Resolves once the program has printed its address. @throws with its output if it ends before. */
  static async start(fileName: string, dataDir?: string): Promise<ExampleProcess> {
    const child = spawn(process.execPath, [fileURLToPath(new URL(fileName, examples))], {
      env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir ?? (await temporaryFolder()) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exit = once(child, 'close').then(([code, signal]) => ({ code, signal }) as Exit);
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await exit;
    });
    let output = '';
    const address = new Promise<string>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
          const url = /http:\/\/\S+:\d+/.exec(output)?.[0];
          if (url !== undefined) resolve(url);
        });
      }
    });
    const first = await Promise.race([address, exit]);
    if (typeof first !== 'string') throw new Error(`${fileName} ended (${JSON.stringify(first)}): ${output}`);
    return new ExampleProcess(first, child, exit);
  }

  get syncUrl(): string {
    return `${this.url.replace('http', 'ws')}/sync`;
  }

  /** Asks it to stop, and waits until it ends by itself. */
  async stop(): Promise<Exit> {
    this.#child.kill('SIGTERM');
    return this.#exit;
  }
}
