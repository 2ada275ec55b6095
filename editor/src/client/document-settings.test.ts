import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { documentSettings } from './document-settings.js';

describe('documentSettings', () => {
  it('begins with the defaults and follows what anybody changes', () => {
    const doc = new Y.Doc();
    const settings = documentSettings(doc);
    const listener = vi.fn();
    settings.subscribe(listener);
    expect(settings.getSnapshot()).toEqual({ font: 'sans', isWide: false });
    doc.getMap('meta').set('font', 'serif');
    expect(settings.getSnapshot()).toEqual({ font: 'serif', isWide: false });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('writes only what was changed', () => {
    const doc = new Y.Doc();
    documentSettings(doc).update({ isWide: true });
    expect(doc.getMap('meta').toJSON()).toEqual({ wide: true });
    expect(documentSettings(doc).getSnapshot().isWide).toBe(true);
  });

  it.each([
    ['font', 'Comic Sans'],
    ['font', { toString: 1 }],
    ['wide', 'yes'],
    ['wide', 1],
  ])('takes %s = %j, which somebody else wrote, for the default', (key, value) => {
    const doc = new Y.Doc();
    doc.getMap('meta').set(key, value);
    expect(documentSettings(doc).getSnapshot()).toEqual({ font: 'sans', isWide: false });
  });
});
