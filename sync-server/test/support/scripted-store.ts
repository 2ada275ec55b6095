import * as Y from 'yjs';
import { DocumentDeletedError } from '../../src/core/errors.js';
import type {
  CompactionResult,
  DocumentInfo,
  DocumentStatus,
  DocumentStore,
  HistorySegment,
  ListOptions,
  LogRecord,
  StoredDocument,
  StoreHealth,
} from '../../src/core/store.js';

interface Kept {
  snapshot: Uint8Array | null;
  records: LogRecord[];
  past: LogRecord[];
}

/** Keeps documents in memory and fails or hangs when a test says so. For what only a broken disk would do. */
export class ScriptedStore implements DocumentStore {
  readonly documents = new Map<string, Kept>();
  readonly deleted = new Set<string>();
  loads = 0;
  compactions = 0;
  /** What the next calls do. */
  mode: 'works' | 'fails' | 'hangs' = 'works';
  loadMode: 'works' | 'fails' = 'works';
  #hanging: (() => void)[] = [];

  heal(): void {
    this.mode = 'works';
    const hanging = this.#hanging;
    this.#hanging = [];
    for (const resume of hanging) resume();
  }

  async load(name: string): Promise<StoredDocument> {
    this.loads++;
    if (this.loadMode === 'fails') throw new Error('cannot read');
    if (this.deleted.has(name)) throw new DocumentDeletedError('deleted');
    const { snapshot, records } = this.#kept(name);
    const snapshotStateVector = snapshot === null ? null : Y.encodeStateVectorFromUpdate(snapshot);
    return { snapshot, snapshotStateVector, tail: records.map(({ update }) => update) };
  }

  async status(name: string): Promise<DocumentStatus> {
    if (this.deleted.has(name)) return 'deleted';
    return this.documents.has(name) ? 'present' : 'absent';
  }

  async create(name: string): Promise<void> {
    this.#kept(name);
  }

  async append(name: string, records: readonly LogRecord[]): Promise<void> {
    if (this.mode === 'hangs') await new Promise<void>((resolve) => this.#hanging.push(resolve));
    if (this.mode === 'fails') throw new Error('no space left on device');
    if (this.deleted.has(name)) throw new DocumentDeletedError('deleted');
    this.#kept(name).records.push(...records);
  }

  async compact(name: string): Promise<CompactionResult> {
    this.compactions++;
    const kept = this.#kept(name);
    const folded = kept.records.length;
    const doc = new Y.Doc();
    if (kept.snapshot !== null) Y.applyUpdate(doc, kept.snapshot);
    for (const { update } of kept.records) Y.applyUpdate(doc, update);
    kept.snapshot = Y.encodeStateAsUpdate(doc);
    kept.past.push(...kept.records);
    kept.records = [];
    return { folded, snapshotBytes: kept.snapshot.byteLength };
  }

  async delete(name: string): Promise<void> {
    this.documents.delete(name);
    this.deleted.add(name);
  }

  async list({ after = '', limit }: ListOptions): Promise<DocumentInfo[]> {
    const names = [...this.documents.keys()].sort().filter((name) => name > after);
    return names.slice(0, limit).map((name) => ({ name, createdAt: 0, updatedAt: 0, bytes: 0 }));
  }

  async *history(name: string): AsyncIterable<HistorySegment> {
    const { past, records } = this.#kept(name);
    yield { from: 0, to: 0, records: [...past, ...records] };
  }

  health(): StoreHealth {
    return { ok: this.mode === 'works', unstoredBytes: 0, quarantinedRecords: 0 };
  }

  async close(): Promise<void> {}

  /** The process is killed: writes that hang never happen and nobody hears of them. */
  dropHanging(): void {
    this.#hanging = [];
  }

  /** The document that would be there after a restart. */
  doc(name: string): Y.Doc {
    const doc = new Y.Doc();
    const { snapshot, records } = this.#kept(name);
    if (snapshot !== null) Y.applyUpdate(doc, snapshot);
    for (const { update } of records) Y.applyUpdate(doc, update);
    return doc;
  }

  text(name: string): string {
    return this.doc(name).getText('t').toString();
  }

  #kept(name: string): Kept {
    const kept = this.documents.get(name) ?? { snapshot: null, records: [], past: [] };
    this.documents.set(name, kept);
    return kept;
  }
}
