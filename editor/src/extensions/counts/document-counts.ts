import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type Readable, SnapshotStore } from '../../client/snapshot-store.js';
import { countText, noCounts, readingMinutes, type TextCounts } from './text-counts.js';

/** What a page may show about the length of a document. */
export interface DocumentCounts {
  readonly total: TextCounts;
  /** Of the selected text; `null` where no words are selected: of a picture or a formula there is nothing to say. */
  readonly selected: TextCounts | null;
  /** Of all of it. */
  readonly readingMinutes: number;
}

export interface DocumentCounter extends Readable<DocumentCounts> {
  close(): void;
}

/** So long after the last key; counting is never between a key and its letter. */
const pauseMs = 250;

const known = new WeakMap<Node, TextCounts>();

/** Follows the length of a text. A line is counted again only when it has changed. */
export function countDocument(editor: Editor): DocumentCounter {
  const store = new SnapshotStore<DocumentCounts>({ total: noCounts, selected: null, readingMinutes: 0 }, isSame);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const count = () => {
    timer = undefined;
    if (editor.isDestroyed) return;
    const total = countNode(editor.state.doc);
    store.set({ total, selected: countSelection(editor), readingMinutes: readingMinutes(total) });
  };
  const onChange = () => {
    timer ??= setTimeout(count, pauseMs);
  };
  count();
  editor.on('update', onChange);
  editor.on('selectionUpdate', onChange);
  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    close() {
      clearTimeout(timer);
      editor.off('update', onChange);
      editor.off('selectionUpdate', onChange);
    },
  };
}

function countNode(node: Node): TextCounts {
  const counted = known.get(node);
  if (counted !== undefined) return counted;
  let counts = node.isTextblock ? countText(textOf(node, 0, node.content.size)) : noCounts;
  if (!node.isTextblock) {
    node.forEach((child) => {
      counts = sum(counts, countNode(child));
    });
  }
  known.set(node, counts);
  return counts;
}

function countSelection({ state }: Editor): TextCounts | null {
  if (state.selection.empty) return null;
  let counts = noCounts;
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (node, position) => {
      if (!node.isTextblock) return true;
      const from = Math.max(0, $from.pos - position - 1);
      const to = Math.min(node.content.size, $to.pos - position - 1);
      if (to > from) counts = sum(counts, countText(textOf(node, from, to)));
      return false;
    });
  }
  return counts.words === 0 ? null : counts;
}

function textOf(node: Node, from: number, to: number): string {
  return node.textBetween(
    from,
    to,
    null,
    (leaf) => leaf.type.spec.leafText?.(leaf) ?? (leaf.type.name === 'hardBreak' ? ' ' : ''),
  );
}

function sum(a: TextCounts, b: TextCounts): TextCounts {
  return { words: a.words + b.words, characters: a.characters + b.characters };
}

function isSame(a: DocumentCounts, b: DocumentCounts): boolean {
  const isSameSelection = a.selected?.words === b.selected?.words && a.selected?.characters === b.selected?.characters;
  return a.total.words === b.total.words && a.total.characters === b.total.characters && isSameSelection;
}
