import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const spec = readFileSync(`${root}/sync-server/SPEC.md`, 'utf8');

function testsBelow(folder: string): string[] {
  const files = readdirSync(`${root}/${folder}`, { recursive: true }).map(String);
  return files
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(`${root}/${folder}/${file}`, 'utf8'));
}

describe('SPEC.md', () => {
  it('has a rule for everything that tests cite, and a test for every rule', () => {
    const rules = [...spec.matchAll(/^\| ([A-Z]\d+) +\|/gm)].map(([, rule]) => rule);
    const tests = ['protocol/src', 'sync-server/src', 'sync-server/test'].flatMap(testsBelow);
    const cited = tests.flatMap((test) => [...test.matchAll(/\[([A-Z]\d+)\]/g)].map(([, rule]) => rule));
    expect(new Set(rules).size).toBe(rules.length);
    expect([...new Set(cited)].sort()).toEqual([...rules].sort());
  });
});
