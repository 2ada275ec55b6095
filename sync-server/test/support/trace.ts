import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type * as Y from 'yjs';

/** At a position in Unicode code points, so many are deleted and this is put there. */
export type Patch = readonly [position: number, deleted: number, inserted: string];

export interface SequentialTrace {
  readonly endContent: string;
  readonly txns: readonly { readonly patches: readonly Patch[] }[];
}

export interface ConcurrentTrace {
  readonly endContent: string;
  readonly numAgents: number;
  readonly txns: readonly {
    readonly parents: readonly number[];
    readonly agent: number;
    readonly patches: readonly Patch[];
  }[];
}

/** Real editing sessions. They are large and lie beside the project, not in it. */
const folder = fileURLToPath(new URL('../../../../shared/traces', import.meta.url));

export const tracesAreThere = existsSync(folder);

export function readTrace<T extends SequentialTrace | ConcurrentTrace>(name: string): T {
  return JSON.parse(gunzipSync(readFileSync(`${folder}/${name}.json.gz`)).toString()) as T;
}

/** Applies patches; with positions as they are in the trace, which Yjs counts in UTF-16 units. */
export function applyPatches(text: Y.Text, patches: readonly Patch[]): void {
  for (const [position, deleted, inserted] of patches) {
    const { start, end } = utf16Range(text, position, deleted);
    if (end > start) text.delete(start, end - start);
    if (inserted !== '') text.insert(start, inserted);
  }
}

const hasAstral = new WeakMap<Y.Text, { value: boolean }>();

/** Reads the whole text only once it holds a character of two units, whoever wrote it. */
function utf16Range(text: Y.Text, position: number, count: number): { start: number; end: number } {
  let known = hasAstral.get(text);
  if (known === undefined) {
    const state = { value: astral.test(text.toString()) };
    text.observe(({ changes }) => {
      state.value ||= changes.delta.some(({ insert }) => typeof insert === 'string' && astral.test(insert));
    });
    hasAstral.set(text, state);
    known = state;
  }
  if (!known.value) return { start: position, end: position + count };
  const characters = Array.from(text.toString());
  const start = characters.slice(0, position).join('').length;
  return { start, end: start + characters.slice(position, position + count).join('').length };
}

const astral = /[\u{10000}-\u{10ffff}]/u;

/** What each transaction of a concurrent trace builds on: how many of each author's transactions, always the first. */
export interface Step {
  /** Its number in the trace. */
  readonly index: number;
  readonly patches: readonly Patch[];
  /** By author, how many of their transactions the text holds before this one. */
  readonly needs: readonly number[];
}

/** Splits a concurrent trace by author. @throws if a transaction does not build on all earlier ones of its author */
export function stepsByAuthor({ txns, numAgents }: ConcurrentTrace): Step[][] {
  const authors: Step[][] = Array.from({ length: numAgents }, () => []);
  /** After each transaction, how many of each author's it holds. */
  const versions: number[][] = [];
  for (const [index, { parents, agent, patches }] of txns.entries()) {
    const needs = authors.map((_, author) => Math.max(0, ...parents.map((parent) => versions[parent]?.[author] ?? 0)));
    const own = authors[agent] ?? [];
    if (needs[agent] !== own.length) throw new Error(`transaction ${index} leaves out one of its own author`);
    own.push({ index, patches, needs });
    versions.push(needs.map((count, author) => (author === agent ? count + 1 : count)));
  }
  return authors;
}
