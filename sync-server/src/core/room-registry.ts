import type { CloseReason } from '@manyhands/protocol';
import type { Authorizer } from './authorizer.js';
import type { Cancel, Clock } from './clock.js';
import type { Connection } from './connection.js';
import { DocumentDeletedError, RestartingError, SyncError } from './errors.js';
import type { Limits } from './limits.js';
import { Room } from './room.js';
import { UnstoredBudget } from './room-log.js';
import { Session, type SessionContext, type SessionOptions } from './session.js';
import type { DocumentStore } from './store.js';
import type { Telemetry } from './telemetry.js';

/** How often silent connections are kept alive and idle rooms let go. Must divide the slack in `keepAliveMs`. */
const sweepMs = 2_000;

export interface RegistryOptions {
  readonly store: DocumentStore;
  readonly authorizer: Authorizer;
  readonly limits: Limits;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly schemaVersion: number;
  /** Called for errors that nobody expected. */
  readonly onError: (error: unknown) => void;
}

/** All rooms and sessions of this process. A room is loaded once, however many ask for it at the same time. */
export class RoomRegistry {
  readonly #options: RegistryOptions;
  readonly #budget: UnstoredBudget;
  readonly #sessionContext: SessionContext;
  readonly #rooms = new Map<string, Promise<Room>>();
  /** Rooms whose load has finished, for sweeps that must not wait. */
  readonly #loaded = new Map<string, Room>();
  readonly #sessions = new Set<Session>();
  readonly #deleting = new Set<string>();
  #cancelSweep: Cancel;
  #isDraining = false;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#sessionContext = { ...options, onClosed: (session) => this.#sessions.delete(session) };
    this.#budget = new UnstoredBudget(options.limits.unstoredBytes, options.telemetry);
    this.#cancelSweep = this.#sweepLater();
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  get sessionCount(): number {
    return this.#sessions.size;
  }

  /** Starts a session for a connection that was let in. Whatever goes wrong ends the connection with a close code. */
  connect(connection: Connection, options: SessionOptions): Session {
    const session = new Session(connection, options, this.#sessionContext);
    this.#sessions.add(session);
    void this.#enter(session);
    return session;
  }

  /**
   * The room of a document, loaded if need be.
   *
   * @throws {StoreUnavailableError | DocumentDeletedError | RestartingError}
   */
  open(name: string): Promise<Room> {
    if (this.#isDraining) return Promise.reject(new RestartingError('the server is restarting'));
    if (this.#deleting.has(name)) return Promise.reject(new DocumentDeletedError('this document was deleted'));
    const known = this.#rooms.get(name);
    if (known !== undefined) return known;
    const loading = this.#load(name);
    this.#rooms.set(name, loading);
    return loading;
  }

  /** The room if it is loaded now. */
  loaded(name: string): Room | undefined {
    return this.#loaded.get(name);
  }

  /** Ends the sessions that match, for instance because their token was revoked. @returns how many */
  closeSessions(matches: (session: Session) => boolean, reason: CloseReason, message: string): number {
    const matching = [...this.#sessions].filter(matches);
    for (const session of matching) session.close(reason, message);
    return matching.length;
  }

  /** Deletes a document: everybody in it is sent away first, and nobody gets in until it is done. */
  async delete(name: string): Promise<void> {
    this.#deleting.add(name);
    try {
      this.#loaded.get(name)?.discard();
      this.#forget(name);
      this.closeSessions((session) => session.roomName === name, 'deleted', 'this document was deleted');
      await this.#options.store.delete(name);
    } finally {
      this.#deleting.delete(name);
    }
  }

  /**
   * Lets nobody in any more, sends everybody away with 1012 spread over a moment so that they do not all come back at
   * once, and waits for what was accepted to be on disk.
   *
   * @param patienceMs after which what a failing disk has not taken is given up
   */
  async drain(spreadMs: number, patienceMs = Number.POSITIVE_INFINITY): Promise<void> {
    this.#isDraining = true;
    this.#cancelSweep();
    const sessions = [...this.#sessions];
    const { clock } = this.#options;
    await Promise.all(
      sessions.map(
        (session, index) =>
          new Promise<void>((resolve) => {
            clock.after((spreadMs * index) / sessions.length, () => {
              session.close('restarting', 'the server is restarting');
              resolve();
            });
          }),
      ),
    );
    const rooms = [...this.#loaded.values()];
    await this.#atMost(patienceMs, Promise.all(rooms.map((room) => room.settled())));
    for (const room of rooms) room.close();
  }

  async #atMost(ms: number, task: Promise<unknown>): Promise<void> {
    let cancel: Cancel = () => {};
    const late = new Promise<void>((resolve) => {
      if (Number.isFinite(ms)) cancel = this.#options.clock.after(ms, resolve);
    });
    await Promise.race([task, late]);
    cancel();
  }

  async #enter(session: Session): Promise<void> {
    try {
      const room = await this.open(session.roomName);
      session.opened(room);
    } catch (error) {
      if (error instanceof SyncError) {
        session.close(error.closeReason, error.message);
      } else {
        this.#options.onError(error);
        session.close('storeUnavailable', 'the document could not be loaded');
      }
    }
  }

  async #load(name: string): Promise<Room> {
    const { telemetry, clock } = this.#options;
    const startedAt = clock.now();
    try {
      const room = await Room.load(name, { ...this.#options, budget: this.#budget });
      if (this.#deleting.has(name)) throw new DocumentDeletedError('this document was deleted');
      this.#loaded.set(name, room);
      telemetry.count('rooms-loaded');
      telemetry.observe('room-load', (clock.now() - startedAt) / 1000);
      return room;
    } catch (error) {
      this.#forget(name);
      telemetry.count('room-loads-failed');
      throw error;
    }
  }

  #forget(name: string): void {
    this.#rooms.delete(name);
    this.#loaded.delete(name);
  }

  #sweepLater(): Cancel {
    return this.#options.clock.after(sweepMs, () => {
      this.#sweep();
      this.#cancelSweep = this.#sweepLater();
    });
  }

  #sweep(): void {
    for (const session of this.#sessions) session.keepAlive();
    let heldBytes = 0;
    for (const [name, room] of this.#loaded) {
      heldBytes += room.heldBytes;
      if (!room.tidy()) continue;
      room.close();
      this.#forget(name);
    }
    const { telemetry } = this.#options;
    telemetry.gauge('sessions', this.#sessions.size);
    telemetry.gauge('rooms', this.#loaded.size);
    telemetry.gauge('room-bytes', heldBytes);
  }
}
