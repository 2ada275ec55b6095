import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

const benchmark = fileURLToPath(new URL('../../bench/editor.mjs', import.meta.url));

// What it measures is judged on a quiet machine only (bench/README.md).
test('the editor benchmark runs and prints every figure', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [benchmark, '--quick'], { timeout: 50_000 });
  const figures = stdout.split('\n').filter((line) => line.startsWith('| ') && !line.includes('---'));
  expect(figures.filter((line) => line.includes('per key'))).toHaveLength(4);
  expect(figures.filter((line) => line.includes('text on the screen'))).toHaveLength(6);
  expect(figures.filter((line) => line.endsWith('| not judged |'))).toHaveLength(4);
  expect(figures.filter((line) => line.includes('–'))).toEqual([]);
});
