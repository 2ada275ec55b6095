import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { loadQuietly } from './load-quietly.js';

const stored = (() => {
  const doc = new Y.Doc();
  doc.getText('text').insert(0, 'kept');
  return Y.encodeStateAsUpdate(doc);
})();

function load(listeners: number) {
  const doc = new Y.Doc();
  const heard = Array.from({ length: listeners }, () => vi.fn());
  for (const listener of heard) doc.on('update', listener);
  const origin = {};
  loadQuietly(doc, origin, 2);
  doc.transact(() => Y.applyUpdate(doc, stored, origin), origin);
  return { doc, heard };
}

describe('loadQuietly', () => {
  it('tells those who do not need it nothing of the loading, and all of what comes after', () => {
    const { doc, heard } = load(2);
    expect(doc.getText('text').toString()).toBe('kept');
    for (const listener of heard) expect(listener).not.toHaveBeenCalled();
    doc.getText('text').insert(4, ' and changed');
    for (const listener of heard) expect(listener).toHaveBeenCalledOnce();
  });

  it('tells everybody when there is somebody else', () => {
    for (const listener of load(3).heard) expect(listener).toHaveBeenCalledOnce();
  });

  it('leaves changes before the loading alone', () => {
    const doc = new Y.Doc();
    const listener = vi.fn();
    doc.on('update', listener);
    loadQuietly(doc, {}, 1);
    doc.getText('text').insert(0, 'early');
    expect(listener).toHaveBeenCalledOnce();
  });
});
