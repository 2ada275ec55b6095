// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { documentSchema } from '@manyhands/schema';
import { describe, expect, it } from 'vitest';
import { readRich } from '../src/extensions/paste/read-rich.js';
import { outline } from './outline.js';

// Beside the project's root in every way of running it.
const folder = new URL('./paste/', `file://${__dirname}/`);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.html'))
  .map((name) => name.replace('.html', ''));

function pasted(html: string): string {
  const rich = readRich(documentSchema, html, '');
  if (rich.kind !== 'blocks') return rich.kind;
  const nodes: unknown[] = [];
  rich.slice.content.forEach((node) => nodes.push(node.toJSON()));
  return outline(nodes as Parameters<typeof outline>[0]);
}

describe('pasted HTML becomes clean blocks', () => {
  it.each(names)('of %s', (name) => {
    const html = readFileSync(new URL(`${name}.html`, folder), 'utf8');
    expect(pasted(html)).toBe(readFileSync(new URL(`${name}.txt`, folder), 'utf8'));
  });
});
