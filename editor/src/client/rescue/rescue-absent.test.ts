import { encodeFrame } from '@manyhands/protocol';
import { bodyField } from '@manyhands/schema';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { DocumentHandle } from '../document-handle.js';
import { takeIn } from '../update-taken-in.js';
import { rescueAbsent } from './rescue-absent.js';

/** Somebody with the document open, as far as it matters here. */
class Visit {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  isEditable = true;
  readonly #sent: Uint8Array[] = [];

  constructor(clientId: number, before: Y.Doc | null) {
    this.doc.clientID = clientId;
    this.awareness.clientID = clientId;
    this.awareness.setLocalState({});
    if (before !== null) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(before));
    this.doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'network' && this.#sent.push(update));
    const getSnapshot = () => ({ isEditable: this.isEditable });
    rescueAbsent({ doc: this.doc, awareness: this.awareness, getSnapshot } as unknown as DocumentHandle);
  }

  get body(): Y.XmlFragment {
    return this.doc.getXmlFragment(bodyField);
  }

  sees(...others: Visit[]): void {
    for (const { doc } of others) this.awareness.states.set(doc.clientID, {});
  }

  receive(other: Visit): void {
    for (const update of other.#sent) {
      const frame = encodeFrame({ type: 'update', update });
      takeIn(this.doc, frame, () => Y.applyUpdate(this.doc, update, 'network'));
    }
  }

  get text(): string {
    return this.body.toString();
  }
}

function block(name: string, words: string): Y.XmlElement {
  const element = new Y.XmlElement(name);
  element.insert(0, [new Y.XmlText(words)]);
  return element;
}

function makeHeading({ body, doc }: Visit): void {
  doc.transact(() => {
    body.delete(0, 1);
    body.insert(0, [block('heading', 'alpha omega')]);
  });
}

let start: Y.Doc;
/** Somebody who wrote into the paragraph, and has left. */
let gone: Y.Doc;
beforeEach(() => {
  vi.useFakeTimers();
  start = new Y.Doc();
  start.getXmlFragment(bodyField).insert(0, [block('paragraph', 'alpha omega')]);
  gone = new Y.Doc();
  Y.applyUpdate(gone, Y.encodeStateAsUpdate(start));
  const paragraph = gone.getXmlFragment(bodyField).get(0) as Y.XmlElement;
  (paragraph.get(0) as Y.XmlText).insert(5, ' new');
});
afterEach(() => vi.useRealTimers());

describe('what somebody took away unseen, and whose author is not here', () => {
  it('is written again by the first of those who are here, and by nobody else', () => {
    const deleter = new Visit(7, start);
    const first = new Visit(8, gone);
    const second = new Visit(9, gone);
    first.sees(second);
    second.sees(first);
    makeHeading(deleter);
    first.receive(deleter);
    second.receive(deleter);
    expect(first.text).toBe('<heading>alpha omega</heading>');
    vi.advanceTimersByTime(1_000);
    expect(first.text).toBe('<heading>alpha new omega</heading>');
    expect(second.text).toBe('<heading>alpha omega</heading>');
    second.receive(first);
    vi.advanceTimersByTime(10_000);
    expect(second.text).toBe('<heading>alpha new omega</heading>');
  });

  it('is written by the next one if the first does not', () => {
    const deleter = new Visit(7, start);
    const first = new Visit(8, gone);
    const second = new Visit(9, gone);
    second.sees(first);
    makeHeading(deleter);
    second.receive(deleter);
    vi.advanceTimersByTime(2_000);
    expect(second.text).toBe('<heading>alpha new omega</heading>');
  });

  it('is left to its author if they are here, and to others by those who may not write', () => {
    const deleter = new Visit(7, start);
    const here = new Visit(8, gone);
    here.awareness.states.set(gone.clientID, {});
    const reader = new Visit(9, gone);
    reader.isEditable = false;
    makeHeading(deleter);
    here.receive(deleter);
    reader.receive(deleter);
    vi.advanceTimersByTime(10_000);
    expect(here.text).toBe('<heading>alpha omega</heading>');
    expect(reader.text).toBe('<heading>alpha omega</heading>');
  });

  it('stays away if it was seen, or when the document is closed', () => {
    const deleter = new Visit(7, gone);
    const here = new Visit(8, gone);
    makeHeading(deleter);
    here.receive(deleter);
    const closed = new Visit(9, gone);
    const unaware = new Visit(10, start);
    makeHeading(unaware);
    closed.receive(unaware);
    closed.doc.destroy();
    vi.advanceTimersByTime(10_000);
    expect(here.text).toBe('<heading>alpha omega</heading>');
    expect(closed.text).toBe('<heading>alpha omega</heading>');
  });
});
