import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type Readable, SnapshotStore } from '../../client/snapshot-store.js';
import { caretsIn } from '../carets/caret-state.js';

/** Somebody who is under a heading now. */
export interface OutlinePerson {
  readonly clientId: number;
  readonly id: string;
  readonly name: string;
  /** `#rrggbb`, checked. */
  readonly color: string;
}

export interface OutlineHeading {
  readonly level: number;
  readonly text: string;
  /** Position in front of the heading's node. */
  readonly position: number;
  readonly people: readonly OutlinePerson[];
}

export interface Outline {
  readonly headings: readonly OutlineHeading[];
  /** Index of the heading whose part is at the top of the window; `null` above the first. */
  readonly active: number | null;
}

/** Writing comes first: the outline follows when there has been no change for this long. */
const calmMs = 150;
/** What is this far below the top of the window counts as being at the top: a header may cover it. */
const topMargin = 96;

const stores = new WeakMap<Editor, Readable<Outline>>();

/** The headings of a text, which of them is being read, and who is under which. One for each editor, as long as it lives. */
export function outlineStore(editor: Editor): Readable<Outline> {
  const known = stores.get(editor);
  if (known !== undefined) return known;
  const store = createStore(editor);
  stores.set(editor, store);
  return store;
}

function createStore(editor: Editor): Readable<Outline> {
  const store = new SnapshotStore<Outline>(readOutline(editor), isSameOutline);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame: number | null = null;
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(() => store.set(readOutline(editor)), calmMs);
  };
  const onScroll = () => {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      const { headings } = store.getSnapshot();
      store.set({ headings, active: activeHeading(editor, headings) });
    });
  };
  // Carets that move are transactions, too.
  editor.on('transaction', onChange);
  document.addEventListener('scroll', onScroll, { capture: true, passive: true });
  editor.on('destroy', () => {
    clearTimeout(timer);
    if (frame !== null) cancelAnimationFrame(frame);
    document.removeEventListener('scroll', onScroll, { capture: true });
  });
  return store;
}

function readOutline(editor: Editor): Outline {
  if (editor.isDestroyed) return { headings: [], active: null };
  const { doc } = editor.state;
  const found = headingsIn(doc);
  const carets = caretsIn(editor.state);
  const headings = found.map(({ node, position }, index) => {
    const end = found[index + 1]?.position ?? doc.content.size + 1;
    const people = carets
      .filter(({ head }) => head >= position && head < end)
      .map(({ clientId, personId, name, color }) => ({ clientId, id: personId, name, color }));
    return { level: Number(node.attrs['level']), text: node.textContent, position, people };
  });
  return { headings, active: activeHeading(editor, headings) };
}

/** Headings stand at the top of the document, and in the few kinds of blocks that hold others. */
export function headingsIn(doc: Node): { node: Node; position: number }[] {
  const headings: { node: Node; position: number }[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === 'heading') headings.push({ node, position });
    return !node.isTextblock;
  });
  return headings;
}

function activeHeading(editor: Editor, headings: readonly OutlineHeading[]): number | null {
  if (editor.isDestroyed) return null;
  const topOf = (index: number) => {
    const heading = headings[index];
    const element = heading === undefined ? null : editor.view.nodeDOM(heading.position);
    return element instanceof HTMLElement ? element.getBoundingClientRect().top : Number.POSITIVE_INFINITY;
  };
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(middle) <= topMargin) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : low - 1;
}

function isSameOutline(a: Outline, b: Outline): boolean {
  if (a.active !== b.active || a.headings.length !== b.headings.length) return false;
  return a.headings.every((heading, index) => isSameHeading(heading, b.headings[index]));
}

function isSameHeading(a: OutlineHeading, b: OutlineHeading | undefined): boolean {
  if (b === undefined || a.level !== b.level || a.text !== b.text || a.position !== b.position) return false;
  return (
    a.people.length === b.people.length &&
    a.people.every((person, index) => {
      const other = b.people[index];
      return person.clientId === other?.clientId && person.name === other.name && person.color === other.color;
    })
  );
}
