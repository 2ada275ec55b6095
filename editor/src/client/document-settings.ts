import { metaField } from '@manyhands/schema';
import type * as Y from 'yjs';
import { type Readable, SnapshotStore } from './snapshot-store.js';

const readingFonts = ['sans', 'serif', 'mono'] as const;
export type ReadingFont = (typeof readingFonts)[number];

/** How a document looks for everybody who reads it. */
export interface DocumentSettings {
  readonly font: ReadingFont;
  /** The text takes about 1040 px instead of 720. */
  readonly isWide: boolean;
}

export interface DocumentSettingsStore extends Readable<DocumentSettings> {
  /** Changes some of them for everybody. */
  update(change: Partial<DocumentSettings>): void;
}

const stores = new WeakMap<Y.Doc, DocumentSettingsStore>();

/** The settings that are a part of a document. One store for each, as long as the document lives. */
export function documentSettings(doc: Y.Doc): DocumentSettingsStore {
  const known = stores.get(doc);
  if (known !== undefined) return known;
  const meta = doc.getMap(metaField);
  const store = new SnapshotStore<DocumentSettings>(read(meta), isSame);
  meta.observe(() => store.set(read(meta)));
  const settings: DocumentSettingsStore = {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    update({ font, isWide }) {
      doc.transact(() => {
        if (font !== undefined) meta.set('font', font);
        if (isWide !== undefined) meta.set('wide', isWide);
      });
    },
  };
  stores.set(doc, settings);
  return settings;
}

/** Other clients may have put anything there. */
function read(meta: Y.Map<unknown>): DocumentSettings {
  const font = readingFonts.find((name) => name === meta.get('font'));
  return { font: font ?? 'sans', isWide: meta.get('wide') === true };
}

function isSame(a: DocumentSettings, b: DocumentSettings): boolean {
  return a.font === b.font && a.isWide === b.isWide;
}
