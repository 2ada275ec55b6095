import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openLevelStore } from '../src/store/level-store.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { textFromUpdates, textOf } from './support/yjs-writer.js';

const writer = fileURLToPath(new URL('./support/compacting-writer.mjs', import.meta.url));
const rounds = 20;

/** Small and seeded, so that a failing round can be run again. (Mulberry32) */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs a writer and kills it some moments into one of its compactions; gives the words it was told are stored. */
async function writeUntilKilled(location: string, run: number, random: () => number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, location, String(run)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stored: string[] = [];
  let compactions = 1 + Math.floor(random() * 3);
  const delayMs = Math.floor(random() * 12);
  const exit = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('stored ')) stored.push(line.slice('stored '.length));
    if (line === 'compacting') compactions -= 1;
    if (compactions === 0) {
      compactions = -1;
      // The moment is what is tried out here: before, in and after the atomic write.
      void delay(delayMs).then(() => child.kill('SIGKILL'));
    }
  }
  const [, signal] = await exit;
  expect(signal).toBe('SIGKILL');
  return stored;
}

describe('a process killed while it compacts', () => {
  it(`has everything it acknowledged, once, in ${rounds} rounds`, async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    console.info(`crash-compaction seed ${seed}`);
    const random = createRandom(seed);
    const location = await temporaryFolder();
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round++) {
      acknowledged.push(...(await writeUntilKilled(location, round, random)));
      const store = await openLevelStore({ location });
      const text = textOf(await store.load('doc'));
      const words = text.trim().split(' ');
      const present = new Set(words);
      expect(present.size).toBe(words.length);
      expect(acknowledged.filter((word) => !present.has(word))).toEqual([]);

      const updates: Uint8Array[] = [];
      for await (const { records } of store.history('doc')) updates.push(...records.map(({ update }) => update));
      // One record per word: none is missing and none is there twice.
      expect(updates).toHaveLength(words.length);
      expect(textFromUpdates(updates)).toBe(text);

      const [info] = await store.list({ limit: 1 });
      const { snapshot, tail } = await store.load('doc');
      const content = tail.reduce((sum, { byteLength }) => sum + byteLength, snapshot?.byteLength ?? 0);
      expect(info?.bytes).toBeGreaterThanOrEqual(content);
      expect(info?.bytes).toBeLessThan(content + 50 * (tail.length + 1));
      expect(store.health().quarantinedRecords).toBe(0);
      await store.close();
    }
    expect(acknowledged.length).toBeGreaterThan(rounds);
  });
});
