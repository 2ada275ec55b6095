import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openLevelStore } from '../src/store/level-store.js';
import { temporaryFolder } from './support/temporary-folder.js';
import { textOf } from './support/yjs-writer.js';

const writer = fileURLToPath(new URL('./support/full-disk-writer.mjs', import.meta.url));
const canLimitFiles = spawnSync('prlimit', ['--version']).status === 0;

// Without opening the database anew after a failed write, LevelDB loses most of what it accepts from then on.
// Skipped where the prlimit command of util-linux is missing, as on macOS: nothing else limits files without rights.
it.skipIf(!canLimitFiles)('keeps what it acknowledges after the disk was full', async () => {
  const location = await temporaryFolder();
  const child = spawn(process.execPath, [writer, location], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('stored')) child.kill('SIGKILL');
  }
  expect((await exit)[1]).toBe('SIGKILL');
  expect(lines[0]).toContain('"ok":false');
  expect(lines[1]).toContain('"ok":true');
  const store = await openLevelStore({ location });
  const words = textOf(await store.load('doc'))
    .trim()
    .split(' ');
  expect(words.map((word) => Number(word.split(':')[0]))).toEqual(Array.from({ length: 300 }, (_, count) => count));
  expect(store.health().quarantinedRecords).toBe(0);
  await store.close();
});
