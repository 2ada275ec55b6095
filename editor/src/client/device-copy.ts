import { IndexeddbPersistence, storeState } from 'y-indexeddb';
import type * as Y from 'yjs';
import { afterFrame } from './after-frame.js';
import { failureOf, UnreadableCopyError } from './device-failure.js';
import {
  type DeviceMeta,
  type NoteEntry,
  type PendingRecord,
  pendingPrefix,
  readDevice,
  writeGlimpse,
  writeNotes,
} from './device-notes.js';
import { repairCopy } from './device-repair.js';
import type { DeviceFailure, DeviceState } from './document-status.js';
import type { Glimpse } from './glimpse.js';
import { loadQuietly } from './load-quietly.js';
import { withTimeout } from './with-timeout.js';

export interface DeviceCopyOptions {
  /** Name of the IndexedDB database. */
  readonly name: string;
  readonly doc: Y.Doc;
  /** Version of the document schema of this app; a copy written by a newer one is not opened. */
  readonly schemaVersion: number;
  /** How many listen to the document's updates already and need not hear of what is loaded. */
  readonly ownListeners: number;
  readonly onChange: () => void;
}

/** What is noted beside the text. */
export interface DeviceNotes {
  readonly role: DeviceMeta['role'];
  /** Whether this document has been in step with its server on this device. */
  readonly hasSynced: boolean;
  /** This visit's changes that the server has not acknowledged. */
  readonly ownPending: number;
  /** Whether the server has acknowledged what earlier visits left. */
  readonly isInheritedDurable: boolean;
}

/** How long a browser may take to open a database before the document opens without it. Some hang for good. */
const openTimeoutMs = 10_000;
const retryDelayMs = 5_000;

/**
 * The document's copy in IndexedDB: `y-indexeddb` keeps the text, and this adds what it does not tell: whether a write
 * really happened, and how many changes the server has not acknowledged, so that the number is true after a reload.
 *
 * Confirmation works by IndexedDB's own rule that read-write transactions over the same stores run in the order they
 * were created: a transaction of ours that spans the text store completes only after y-indexeddb's earlier ones did, and
 * one of those that failed has by then raised `abort` on the connection.
 */
export class DeviceCopy {
  readonly #options: DeviceCopyOptions;
  readonly #pendingKey: string;
  #persistence: IndexeddbPersistence | null = null;
  #state: DeviceState = { kind: 'loading' };
  #meta: DeviceMeta | null = null;
  #glimpse: Glimpse | null = null;
  /** Changes that other visits, or other tabs, left unacknowledged: what was read at the start. */
  readonly #inherited = new Map<string, PendingRecord>();
  #notes: DeviceNotes = { role: null, hasSynced: false, ownPending: 0, isInheritedDurable: false };
  #wantedRevision = 0;
  #keptRevision = 0;
  #isDirty = false;
  #isWriting = false;
  #aborts = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #wasRepaired = false;
  #isClosed = false;

  constructor(options: DeviceCopyOptions) {
    this.#options = options;
    this.#pendingKey = pendingPrefix + options.doc.clientID;
  }

  get state(): DeviceState {
    return this.#state;
  }

  /** Whether a newer version of the app wrote this copy. It was then left alone. */
  get isNewer(): boolean {
    return this.#meta !== null && this.#meta.schemaVersion > this.#options.schemaVersion;
  }

  get role(): DeviceMeta['role'] {
    return this.#meta?.role ?? null;
  }

  get hasSynced(): boolean {
    return this.#meta?.hasSynced ?? false;
  }

  /** How the document looked when it was last open here. */
  get glimpse(): Glimpse | null {
    return this.#glimpse;
  }

  /** The origin of the updates it applies while loading. */
  get origin(): unknown {
    return this.#persistence;
  }

  isKept(revision: number): boolean {
    return this.#state.kind === 'ready' && this.#keptRevision >= revision;
  }

  /**
   * Reads the copy into the document. Never rejects: `state` says how it went.
   *
   * @returns how many changes earlier visits left unacknowledged
   */
  async load(): Promise<number> {
    try {
      const database = await withTimeout(readDevice(this.#options.name), openTimeoutMs);
      if (this.#isClosed) return 0;
      this.#meta = database.meta;
      if (this.isNewer) return 0;
      if (database.glimpse !== null) await this.#show(database.glimpse);
      await this.#loadOrRepair();
      const inherited = this.#inherit(database.pending);
      // They come first in the count of revisions, and were read from here.
      this.#keptRevision += inherited;
      this.#wantedRevision += inherited;
      return inherited;
    } catch (error) {
      this.#glimpse = null;
      this.#fail(failureOf(error, 'unavailable'));
      return 0;
    }
  }

  /** Notes a local change. `y-indexeddb` writes the text by itself; this sees to the confirmation and the count. */
  noteChange(revision: number): void {
    this.#wantedRevision = revision;
    this.#schedule();
  }

  /** Notes what is to be known at the next visit. */
  note(notes: Partial<DeviceNotes>): void {
    const next = { ...this.#notes, ...notes };
    const keys = Object.keys(next) as (keyof DeviceNotes)[];
    if (keys.every((key) => next[key] === this.#notes[key])) return;
    this.#notes = next;
    this.#schedule();
  }

  /** Keeps how the document looks for the next visit: at once, because this one may be ending. */
  keepGlimpse(glimpse: Glimpse): void {
    const db = this.#persistence?.db;
    if (this.#isClosed || this.#state.kind !== 'ready' || !db) return;
    writeGlimpse(db, glimpse).catch((error: unknown) => this.#fail(failureOf(error, 'write')));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#retryTimer);
    // Its own `destroy` waits for the database to open; a failed opening was reported when it happened.
    void this.#persistence?.destroy().catch(() => undefined);
  }

  async #show(glimpse: Glimpse): Promise<void> {
    this.#glimpse = glimpse;
    this.#options.onChange();
    // Reading a long text keeps the page from drawing anything.
    if (glimpse.goesOn) await new Promise<void>((resolve) => afterFrame(resolve));
  }

  async #loadOrRepair(): Promise<void> {
    try {
      await this.#loadText();
    } catch (error) {
      if (!(error instanceof UnreadableCopyError) || this.#isClosed) throw error;
      await this.#persistence?.destroy();
      if (!(await repairCopy(this.#options.name))) throw error;
      this.#wasRepaired = true;
      if (!this.#isClosed) await this.#loadText();
    }
  }

  async #loadText(): Promise<void> {
    const { name, doc } = this.#options;
    const persistence = new IndexeddbPersistence(name, doc);
    this.#persistence = persistence;
    loadQuietly(doc, persistence, this.#options.ownListeners + 1);
    // The first transaction that y-indexeddb makes is the one that reads; this one waits for its end.
    await withTimeout(persistence.get('manyhands:loaded'), openTimeoutMs);
    const { db } = persistence;
    if (db === null) throw new DOMException('the database is not open', 'InvalidStateError');
    this.#watch(db);
    await withTimeout(writeNotes(db, []), openTimeoutMs);
    if (!persistence.synced) throw new UnreadableCopyError();
    if (this.#state.kind === 'loading') this.#setState({ kind: 'ready', wasRepaired: this.#wasRepaired });
    this.#schedule();
  }

  #inherit(records: ReadonlyMap<string, PendingRecord>): number {
    let changes = 0;
    for (const [key, record] of records) {
      if (key === this.#pendingKey) continue;
      const clientId = Number(key.slice(pendingPrefix.length));
      // The text and the count are written one after the other: text beyond the count means that the count is behind.
      const isBehind = clockOf(this.#options.doc, clientId) > record.clock;
      changes += Math.max(record.changes, isBehind ? 1 : 0);
      this.#inherited.set(key, record);
    }
    return changes;
  }

  #schedule(): void {
    this.#isDirty = true;
    // y-indexeddb hears of a change in the same event as we do: let it create its transaction first.
    queueMicrotask(() => void this.#write());
  }

  async #write(): Promise<void> {
    const db = this.#persistence?.db;
    if (this.#isWriting || !this.#isDirty || this.#isClosed || this.#state.kind !== 'ready' || !db) return;
    this.#isWriting = true;
    this.#isDirty = false;
    const revision = this.#wantedRevision;
    const isSettling = this.#notes.isInheritedDurable;
    const aborts = this.#aborts;
    try {
      await writeNotes(db, this.#entries());
      if (aborts === this.#aborts) this.#keptRevision = Math.max(this.#keptRevision, revision);
      if (isSettling) this.#inherited.clear();
    } catch (error) {
      this.#isDirty = true;
      this.#fail(failureOf(error, 'write'));
    } finally {
      this.#isWriting = false;
    }
    this.#options.onChange();
    if (this.#isDirty) void this.#write();
  }

  #entries(): NoteEntry[] {
    const { doc, schemaVersion } = this.#options;
    const { role, hasSynced, ownPending, isInheritedDurable } = this.#notes;
    const meta: DeviceMeta = { schemaVersion, role: role ?? this.role, hasSynced: hasSynced || this.hasSynced };
    const record: PendingRecord = { changes: ownPending, clock: clockOf(doc, doc.clientID) };
    const settled = isInheritedDurable ? [...this.#inherited] : [];
    return [
      { kind: 'meta', meta },
      { kind: 'pending', key: this.#pendingKey, record },
      ...settled.map(([key, was]) => ({ kind: 'settle' as const, key, was })),
    ];
  }

  #watch(db: IDBDatabase): void {
    db.addEventListener('abort', (event) => {
      this.#aborts++;
      const { error } = event.target as IDBTransaction;
      if (!this.#isClosed) this.#fail(failureOf(error, 'write'));
    });
    const onTaken = () => {
      // Without this y-indexeddb would throw at the next change, inside Yjs' update event, and keep others from hearing.
      void this.#persistence?.destroy();
      this.#fail('closed');
    };
    db.addEventListener('versionchange', onTaken);
    db.addEventListener('close', onTaken);
  }

  #fail(reason: DeviceFailure): void {
    this.#setState({ kind: 'failing', reason });
    if (reason !== 'quota' && reason !== 'write') return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => void this.#recover(), retryDelayMs);
  }

  /** A lost update leaves a gap that later ones cannot fill: write the whole state again. */
  async #recover(): Promise<void> {
    const persistence = this.#persistence;
    if (persistence?.db == null || this.#isClosed) return;
    const aborts = this.#aborts;
    try {
      await storeState(persistence, true);
      await writeNotes(persistence.db, []);
    } catch (error) {
      return this.#fail(failureOf(error, 'write'));
    }
    if (aborts !== this.#aborts || this.#isClosed) return;
    this.#setState({ kind: 'ready', wasRepaired: this.#wasRepaired });
    this.#schedule();
  }

  #setState(state: DeviceState): void {
    if (this.#isClosed) return;
    this.#state = state;
    this.#options.onChange();
  }
}

function clockOf(doc: Y.Doc, clientId: number): number {
  const last = doc.store.clients.get(clientId)?.at(-1);
  return last === undefined ? 0 : last.id.clock + last.length;
}
