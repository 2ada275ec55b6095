import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configVariables } from '../src/config.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('lists every variable with its default and meaning, and no other', () => {
    // The formatter pads cells to the width of their column.
    const rows = readme
      .split('\n')
      .filter((line) => /^\| `[A-Z_]+` +\|/.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    expect(rows).toEqual(
      configVariables.map(({ name, default: value, description }) => ['', `\`${name}\``, value, description, '']),
    );
  });
});
