import * as Y from 'yjs';
import type { LogRecord, StoredDocument } from '../../src/core/store.js';

/** A person at a document: edits a real `Y.Doc` and keeps the updates that a client would send. */
export class YjsWriter {
  readonly doc = new Y.Doc({ gc: true });
  readonly updates: Uint8Array[] = [];
  #time: number;

  constructor(
    readonly userId: string | null = null,
    startTime = 1_700_000_000_000,
  ) {
    this.#time = startTime;
    this.doc.on('update', (update: Uint8Array) => this.updates.push(update));
  }

  get text(): string {
    return this.doc.getText('body').toString();
  }

  /** One keystroke or paste at the end, as a log record with a time of its own. */
  type(text: string): LogRecord {
    this.doc.getText('body').insert(this.doc.getText('body').length, text);
    return this.#lastRecord();
  }

  erase(index: number, length: number): LogRecord {
    this.doc.getText('body').delete(index, length);
    return this.#lastRecord();
  }

  /** One record per character. */
  typeEach(text: string): LogRecord[] {
    return Array.from(text, (character) => this.type(character));
  }

  #lastRecord(): LogRecord {
    const update = this.updates.at(-1);
    if (update === undefined) throw new Error('the edit made no update');
    this.#time += 10;
    return { time: this.#time, userId: this.userId, update };
  }
}

/** The text that a client sees who is given what the store holds. */
export function textOf({ snapshot, tail }: StoredDocument): string {
  return textFromUpdates(snapshot === null ? tail : [snapshot, ...tail]);
}

export function textFromUpdates(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('body').toString();
}
