// @vitest-environment happy-dom
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { EditorHarness } from '../../testing/editor-harness.js';
import { LaterPlugins } from './later-plugins.js';
import { loadTextParts, textPartsIfHere } from './text-parts.js';

vi.mock('./text-plugins.js', () => ({ textPlugins: () => ({}), titlePlugins: () => ({}) }));

const arrivedKey = new PluginKey<string>('arrived');
let harness: EditorHarness;

afterEach(() => harness.close());

function open(): LaterPlugins<'first' | 'last'> {
  const plugin = (name: string) => new Plugin({ key: new PluginKey(name) });
  const later = new LaterPlugins<'first' | 'last'>(() => ({
    first: [new Plugin({ key: arrivedKey, state: { init: () => 'here', apply: (_tr, value) => value } })],
    last: [plugin('last-1'), plugin('last-2')],
  }));
  harness = new EditorHarness([
    later.place('last', { priority: 1 }),
    later.place('first', { priority: 5_000 }),
    later.starting(),
  ]);
  return later;
}

/** The first test of this file is the one in which nothing is loaded yet. */
describe('plugins that come later', () => {
  it('take their places, and leave text, undo and selection as they are', async () => {
    const later = open();
    harness.type('before');
    expect(later.areHere).toBe(false);
    const { editor, doc } = harness;
    const placeOf = (key: string) => editor.state.plugins.findIndex(({ spec }) => keyName(spec.key) === key);
    const count = editor.state.plugins.length;
    const first = placeOf('manyhandsLater-first$');
    await later.load(editor);
    expect(later.areHere).toBe(true);
    expect(arrivedKey.getState(editor.state)).toBe('here');
    expect(placeOf('arrived$')).toBe(first);
    // One came to the place of one, two to that of another.
    expect(editor.state.plugins).toHaveLength(count + 1);
    expect(placeOf('last-2$')).toBe(placeOf('last-1$') + 1);
    expect(editor.state.selection.from).toBe(7);
    harness.type(' after');
    expect(doc.getXmlFragment('default').toString()).toContain('before after');
    harness.remotely((other) => other.getXmlFragment('default').insert(0, [new Y.XmlElement('horizontalRule')]));
    expect(editor.state.doc.firstChild?.type.name).toBe('horizontalRule');
    // What was written before they came is still known to undo.
    while (editor.commands.undo()) expect(editor.state.doc.firstChild?.type.name).toBe('horizontalRule');
    expect(editor.state.doc.textContent).toBe('');
  });

  it('are here from the beginning once they are loaded', async () => {
    await loadTextParts();
    expect(textPartsIfHere()).not.toBeNull();
    const later = open();
    expect(later.areHere).toBe(true);
    expect(arrivedKey.getState(harness.editor.state)).toBe('here');
  });
});

function keyName(key: unknown): string | undefined {
  return (key as { key: string } | undefined)?.key;
}
