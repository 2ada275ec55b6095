import { describe, expect, it } from 'vitest';
import { SnapshotStore } from './snapshot-store.js';

describe('SnapshotStore', () => {
  it('tells listeners of changes only', () => {
    const store = new SnapshotStore({ n: 1 }, (a, b) => a.n === b.n);
    let count = 0;
    const unsubscribe = store.subscribe(() => count++);
    const first = store.getSnapshot();
    store.set({ n: 1 });
    expect(store.getSnapshot()).toBe(first);
    store.set({ n: 2 });
    unsubscribe();
    store.set({ n: 3 });
    expect(count).toBe(1);
    expect(store.getSnapshot()).toEqual({ n: 3 });
  });

  it('lets a listener unsubscribe while it is told', () => {
    const store = new SnapshotStore(0);
    const heard: string[] = [];
    const unsubscribe = store.subscribe(() => {
      heard.push('once');
      unsubscribe();
    });
    store.subscribe(() => heard.push('always'));
    store.set(1);
    store.set(2);
    expect(heard).toEqual(['once', 'always', 'always']);
  });
});
