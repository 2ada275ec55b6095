import { colourOf, type Frame, type Hello, type Role } from '@manyhands/protocol';
import { bodyField, schemaVersion, titleField } from '@manyhands/schema';
import { Awareness, applyAwarenessUpdate } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { AckTracker } from './ack-tracker.js';
import { filterAwareness } from './awareness-filter.js';
import { countingSocket } from './counting-socket.js';
import { DeviceCopy } from './device-copy.js';
import type { DocumentHandle, DocumentSnapshot, PresentPerson } from './document-handle.js';
import type { FlushOptions, OpenDocumentOptions } from './document-options.js';
import { acceptsChanges, isSameSnapshot } from './document-snapshot.js';
import { type DeviceState, type DocumentStatus, statusOf, type Unacknowledged } from './document-status.js';
import { waitForFlush } from './flush.js';
import type { Glimpse } from './glimpse.js';
import { cleanName, type Person } from './people.js';
import { askForPersistence } from './persistent-storage.js';
import { watchPlatform } from './platform-events.js';
import { followPeople } from './present-people.js';
import { listenToFrames } from './server-frames.js';
import { type Readable, SnapshotStore } from './snapshot-store.js';
import { SyncConnection } from './sync-connection.js';
import { apiUrl, deviceName, roomInUrl, syncUrl } from './sync-url.js';
import { LaterUploads } from './uploads/later-uploads.js';
import { refusedFilesIn } from './uploads/refused-files.js';
import { withTimeout } from './with-timeout.js';

/**
 * Opens a document: from this device at once, and from the server as soon as it answers. Returns immediately; the
 * snapshot tells how far it is. Close the handle when done.
 *
 * @throws {RangeError} the id cannot be a path
 */
export function openDocument(options: OpenDocumentOptions): DocumentHandle {
  return new OpenDocument(options);
}

/** So long a document waits for code that it can do without. */
const partTimeoutMs = 5_000;

const deviceOff: DeviceState = { kind: 'off' };

class OpenDocument implements DocumentHandle {
  readonly id: string;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly provider: WebsocketProvider;
  readonly people: Readable<readonly PresentPerson[]>;
  readonly uploads: LaterUploads;
  readonly #options: OpenDocumentOptions;
  readonly #tracker = new AckTracker();
  readonly #connection: SyncConnection;
  readonly #device: DeviceCopy | null;
  readonly #store: SnapshotStore<DocumentSnapshot>;
  readonly #ending = new AbortController();
  #inherited = 0;
  #isLoaded = false;
  #hasSynced = false;
  #isReturn = false;
  #role: Role | null = null;
  #self: Person;

  constructor(options: OpenDocumentOptions) {
    const { id, server, user } = options;
    // First, because it throws for ids that cannot be: nothing is running then that would have to be stopped.
    const room = roomInUrl(id);
    this.id = id;
    this.#options = options;
    this.#self = { id: user.id, name: cleanName(user.name), color: colourOf(user.id) };
    this.doc = new Y.Doc();
    this.awareness = new Awareness(this.doc);
    this.awareness.setLocalState({ user: this.#self });
    // The order of listeners matters: a change is numbered here, then sent by the provider, then kept on the device.
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => this.#onUpdate(origin));
    this.provider = new WebsocketProvider(syncUrl(server), room, this.doc, {
      connect: false,
      awareness: this.awareness,
      // Tabs with different permissions would share content behind the server's back.
      disableBc: true,
      WebSocketPolyfill: countingSocket(options.webSocket ?? WebSocket, (kind) => this.#onSent(kind)),
    });
    this.#connection = this.#createConnection();
    this.#device = this.#createDevice();
    this.uploads = new LaterUploads({
      server: server.replace(/\/+$/, '').replace(/^ws/, 'http'),
      load: async () => (await import('./uploads/create-upload-queue.js')).createUploadQueue(options),
    });
    this.uploads.subscribe(() => this.#changed());
    this.#listenToServer();
    watchPlatform(this.#ending.signal, {
      onBack: () => {
        this.#connection.connectSooner();
        this.#connection.checkAlive();
        this.uploads.wake();
        this.#changed();
      },
      onOffline: () => {
        this.#connection.checkAlive();
        this.#changed();
      },
    });
    this.people = followPeople(this.awareness, () => this.#self);
    this.#store = new SnapshotStore(this.#snapshot(), isSameSnapshot);
    void this.#start();
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  readonly getSnapshot = (): DocumentSnapshot => this.#store.getSnapshot();

  flush(options: FlushOptions = {}): Promise<void> {
    const revision = this.#tracker.revision;
    return waitForFlush(this, () => this.#tracker.durableRevision >= revision, this.#ending.signal, options);
  }

  setName(name: string): void {
    this.#setSelf({ ...this.#self, name: cleanName(name) });
  }

  keepGlimpse(glimpse: Glimpse): void {
    this.#device?.keepGlimpse(glimpse);
  }

  reconnect(): void {
    this.#connection.connect();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#ending.abort();
    this.#connection.close();
    // While its socket is still there, so that others see this person leave at once.
    this.provider.destroy();
    this.#device?.close();
    this.uploads.close();
    this.doc.destroy();
  }

  get #isClosed(): boolean {
    return this.#ending.signal.aborted;
  }

  async #start(): Promise<void> {
    this.#inherited = (await this.#device?.load()) ?? 0;
    // What earlier visits wrote is looked after before anything comes that could take it away.
    if (this.#inherited > 0) {
      const part = withTimeout(import('./rescue/rescue-absent.js'), partTimeoutMs);
      await part.then(({ rescueAbsent }) => rescueAbsent(this)).catch(() => undefined);
    }
    if (this.#isClosed) return;
    this.#tracker.inherit(this.#inherited);
    this.#isLoaded = true;
    this.#role = this.#device?.role ?? null;
    if (this.#device?.isNewer) this.#connection.outdated();
    else this.#connection.connect();
    this.#changed();
  }

  #createConnection(): SyncConnection {
    return new SyncConnection({
      provider: this.provider,
      speaksManyhands: this.#speaksManyhands,
      getToken: this.#options.getToken ?? null,
      apiUrl: apiUrl(this.#options.server, this.id),
      fetch: (...request) => fetch(...request),
      random: Math.random,
      now: Date.now,
      onChange: () => this.#changed(),
    });
  }

  #createDevice(): DeviceCopy | null {
    const isWanted = this.#options.keepOnDevice ?? typeof window !== 'undefined';
    if (!isWanted) return null;
    return new DeviceCopy({
      name: deviceName(this.#options.server, this.id),
      doc: this.doc,
      schemaVersion,
      // The one above, and the provider's, which is not connected yet.
      ownListeners: 2,
      onChange: () => this.#changed(),
    });
  }

  #listenToServer(): void {
    const { provider } = this;
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#onConnected();
    });
    provider.on('sync', (isSynced) => {
      if (isSynced) this.#onSynced();
    });
    listenToFrames(provider, {
      onAwareness: (body) => this.#onAwareness(body),
      onFrame: (frame) => this.#onFrame(frame),
    });
  }

  #onUpdate(origin: unknown): void {
    // Loading from the device is not a change; what it brings that the server lacks is counted by `inherit`.
    const isLocal = origin !== this.provider && (origin === null || origin !== this.#device?.origin);
    if (isLocal) {
      this.#tracker.localChange();
      this.#device?.noteChange(this.#tracker.revision);
    }
    // After the provider has sent it, which happens in this same event. Others may remove the place of a refused file.
    if (isLocal || this.uploads.getSnapshot().refused > 0) queueMicrotask(() => this.#changed());
  }

  #onSent(kind: Parameters<AckTracker['sent']>[0]): void {
    this.#tracker.sent(kind);
    this.#changed();
  }

  #onConnected(): void {
    this.#isReturn = this.#hasSynced;
    this.#tracker.connectionOpened({ acknowledges: this.#speaksManyhands });
    if (this.#speaksManyhands) return;
    this.#connection.opened();
    // A stock server need not answer for "sent" to be true.
    this.uploads.loadAfterStart();
  }

  #onSynced(): void {
    this.#hasSynced = true;
    this.#connection.synced();
    this.uploads.wake();
    this.uploads.loadAfterStart();
    this.#changed();
  }

  #onAwareness(body: Uint8Array): void {
    const safe = filterAwareness(body, this.doc.clientID, [bodyField, titleField]);
    if (safe !== null) applyAwarenessUpdate(this.awareness, safe, this.provider);
  }

  #onFrame(frame: Frame): void {
    if (frame.type === 'hello') this.#onHello(frame.hello);
    if (frame.type === 'ack') {
      this.#tracker.acknowledged(frame.durable);
      this.#changed();
    }
  }

  #onHello(hello: Hello): void {
    // Before the server's content arrives: an editor with an older schema would delete what it does not know.
    if (hello.schemaVersion > schemaVersion) return this.#connection.outdated();
    this.#role = hello.role;
    if (hello.user !== undefined) this.#setSelf(hello.user);
    this.#connection.opened();
    this.#changed();
  }

  #setSelf(person: Person): void {
    this.#self = { id: person.id, name: person.name, color: person.color };
    this.awareness.setLocalStateField('user', this.#self);
    this.#changed();
  }

  get #speaksManyhands(): boolean {
    return this.#options.speaks !== 'stock';
  }

  get #unacknowledged(): Unacknowledged {
    const changes = this.#tracker.pending;
    const { waiting: files, unkept } = this.uploads.getSnapshot();
    const areChangesKept = changes === 0 || (this.#device?.isKept(this.#tracker.revision) ?? false);
    return { changes, files, keptOnDevice: areChangesKept && unkept === 0 };
  }

  #changed(): void {
    // Listeners call this while the constructor is still at work.
    if (this.#store === undefined || this.#isClosed) return;
    const { durableRevision, revision, isStateDurable } = this.#tracker;
    this.#device?.note({
      role: this.#role,
      hasSynced: this.#hasSynced,
      ownPending: revision - Math.max(durableRevision, this.#inherited),
      isInheritedDurable: isStateDurable && durableRevision >= this.#inherited,
    });
    this.#store.set(this.#snapshot());
    const { status, unacknowledged } = this.getSnapshot();
    // Now there is something that exists on this device only.
    const { changes, files } = unacknowledged;
    if (status.kind === 'offline' && changes + files > 0 && this.#device !== null) askForPersistence();
  }

  #snapshot(): DocumentSnapshot {
    const status = this.#status();
    const isReady = this.#isReady;
    return {
      status,
      device: this.#device?.state ?? deviceOff,
      unacknowledged: this.#unacknowledged,
      role: this.#role,
      isReady,
      glimpse: this.#device?.glimpse ?? null,
      isEditable: isReady && (this.#role ?? 'edit') === 'edit' && acceptsChanges(status),
      self: this.#self,
    };
  }

  #status(): DocumentStatus {
    return statusOf({
      connection: this.#connection.state,
      hasSyncedBefore: this.#connection.state.kind === 'open' ? this.#isReturn : this.#hasSynced,
      isOnline: typeof navigator === 'undefined' || navigator.onLine !== false,
      role: this.#role,
      unacknowledged: this.#unacknowledged,
      refusedFiles: refusedFilesIn(this.doc, this.uploads.getSnapshot()),
      areFilesKnown: this.uploads.getSnapshot().isLoaded,
      isStateDurable: this.#tracker.isStateDurable,
      isHandedOver: this.#tracker.isHandedOver,
    });
  }

  /** An empty document counts as content only if it is known to be empty. */
  get #isReady(): boolean {
    if (this.#hasSynced) return true;
    if (!this.#isLoaded || this.#device?.isNewer) return false;
    return this.#options.isNew === true || this.#device?.hasSynced === true || this.doc.store.clients.size > 0;
  }
}
