// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { EditorHarness } from '../../testing/editor-harness.js';
import { caretKey } from './caret-state.js';
import { remoteCarets } from './remote-carets.js';

let harness: EditorHarness;
let awareness: Awareness;

afterEach(() => {
  harness.close();
  awareness.destroy();
});

/** @returns how often the carets were drawn since the last time it was asked */
function open(): () => Promise<number> {
  harness = new EditorHarness();
  awareness = new Awareness(harness.doc);
  harness.editor.registerPlugin(remoteCarets({ awareness }));
  let drawn = 0;
  harness.editor.on('transaction', ({ transaction }) => {
    if (transaction.getMeta(caretKey) !== undefined) drawn++;
  });
  return async () => {
    // They are drawn in a microtask of the change.
    await Promise.resolve();
    const count = drawn;
    drawn = 0;
    return count;
  };
}

describe('remoteCarets', () => {
  it('draws when others move, and not when this person does', async () => {
    const drawn = open();
    await drawn();
    awareness.setLocalStateField('cursor', { anchor: 1, head: 1 });
    expect(await drawn()).toBe(0);

    const other = new Awareness(new Y.Doc());
    other.setLocalState({ user: { name: 'Grace' }, cursor: null });
    applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [other.clientID]), 'network');
    expect(await drawn()).toBe(1);
    other.destroy();
  });
});
