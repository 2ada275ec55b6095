import { type AwarenessEntry, type CloseReason, encodeFrame } from '@manyhands/protocol';
import { type AwarenessOwner, RoomAwareness } from './awareness.js';
import type { Cancel, Clock } from './clock.js';
import type { DocumentBytes } from './document-bytes.js';
import { FanOut } from './fan-out.js';
import type { Limits } from './limits.js';
import { type BatchedUpdate, mergeBatch } from './merge-batch.js';
import type { Outbox } from './outbox.js';
import { RoomCompaction } from './room-compaction.js';
import { RoomDocument } from './room-document.js';
import { type DurabilityTarget, RoomLog, type UnstoredBudget } from './room-log.js';
import { StateVector } from './state-vector.js';
import type { DocumentStore } from './store.js';
import type { Telemetry } from './telemetry.js';
import { isEmptyUpdate, readUpdate } from './update.js';

/** How often readers that fell behind are looked at. */
const resyncCheckMs = 50;

/** A log that nobody has added to for this long is folded while there is time. */
const quietMs = 1_000;

/** How long a room stays loaded after the last person left. */
const lingerMs = 30_000;

export interface RoomOptions {
  readonly store: DocumentStore;
  readonly limits: Limits;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly budget: UnstoredBudget;
}

/** A session as its room sees it. */
export interface RoomMember extends AwarenessOwner {
  readonly outbox: Outbox;
  /** Sends awareness entries to this client only. */
  reply(entries: readonly AwarenessEntry[]): void;
  close(reason: CloseReason, message: string): void;
}

/** One document that people are in: takes updates in, has them stored, and passes them on. It holds no `Y.Doc`. */
export class Room {
  readonly name: string;
  readonly #options: RoomOptions;
  readonly #document: RoomDocument;
  readonly #log: RoomLog;
  readonly #compaction: RoomCompaction;
  readonly #awareness: RoomAwareness;
  readonly #fanOut: FanOut<BatchedUpdate>;
  readonly #members = new Set<RoomMember>();
  #cancelResync: Cancel | null = null;
  #emptySince: number;
  #changedAt: number;
  #isClosed = false;

  private constructor(name: string, document: RoomDocument, log: RoomLog, options: RoomOptions) {
    this.name = name;
    this.#options = options;
    this.#document = document;
    this.#log = log;
    this.#compaction = new RoomCompaction({
      ...options,
      name,
      logSize: () => document.logSize,
      onCompacted: (before, result) => document.onCompacted(before, result),
    });
    this.#awareness = new RoomAwareness(options.limits, options.telemetry);
    this.#emptySince = options.clock.now();
    this.#changedAt = this.#emptySince;
    const members = this.#members;
    this.#fanOut = new FanOut(
      {
        get memberCount() {
          return members.size;
        },
        send: (updates, withAwareness) => this.#send(updates, withAwareness),
      },
      options.clock,
    );
  }

  /** @throws {StoreUnavailableError} the room is then not open, never empty. */
  static async load(name: string, options: RoomOptions): Promise<Room> {
    const { store, limits, telemetry, clock, budget } = options;
    const log: RoomLog = new RoomLog({
      name,
      store,
      budget,
      clock,
      telemetry,
      onStored: (records) => {
        document.onStored(records);
        room.#compactIfOutgrown();
      },
      onDeleted: () => room.discard(),
    });
    const document = await RoomDocument.load({
      name,
      store,
      limits,
      telemetry,
      unstored: () => log.unstored(),
      now: clock.now(),
    });
    const room = new Room(name, document, log, options);
    room.#compactIfOutgrown();
    return room;
  }

  get memberCount(): number {
    return this.#members.size;
  }

  get heldBytes(): number {
    return this.#document.heldBytes;
  }

  join(member: RoomMember): void {
    this.#members.add(member);
    this.tellEverybody(member);
  }

  leave(member: RoomMember): void {
    if (!this.#members.delete(member)) return;
    this.#awareness.remove(member);
    if (this.#awareness.hasChanges) this.#fanOut.addAwareness();
    if (this.#members.size === 0) this.#emptySince = this.#now;
  }

  /** The server's own step 1, which collects what a client wrote while it was away. */
  step1(): Uint8Array {
    return encodeFrame({ type: 'sync-step-1', stateVector: this.#document.stateVector.encode() });
  }

  /**
   * Takes in an update of a session that may write. It becomes durable under the target's sequence number.
   *
   * @param isAnswer whether it answers the server's step 1, and so may say much that is known
   * @throws {BadFrameError | TooLargeError | StoreUnavailableError} nothing of it was taken then
   */
  receiveUpdate(update: Uint8Array, source: UpdateSource, isAnswer: boolean): void {
    const received = readUpdate(update);
    if (isEmptyUpdate(received) || this.#document.isKnown(received, isAnswer)) {
      this.#log.afterPending(source.target, source.sequence);
      return;
    }
    const own = this.#document.unknownPart(update, received);
    const contents = own.byteLength === update.byteLength ? received : readUpdate(own);
    this.#document.checkSize(own, contents);
    this.#log.append({ time: this.#now, userId: source.userId, update: own }, source.target, source.sequence);
    this.#document.accept(own, contents);
    this.#fanOut.addUpdate({ update: own, contents });
    this.#changedAt = this.#now;
  }

  /** @throws {FrameError | TooLargeError} */
  receiveAwareness(member: RoomMember, body: Uint8Array): void {
    const replies = this.#awareness.receive(member, body);
    member.reply(replies);
    if (this.#awareness.hasChanges) this.#fanOut.addAwareness();
  }

  tellEverybody(member: RoomMember): void {
    const everybody = this.#awareness.everybody();
    if (everybody !== null) member.outbox.sendAwareness(everybody, this.#now);
    if (member.outbox.isBehind) this.resyncLater();
  }

  /** Answers a session's step 1. @throws {StoreUnavailableError} if the bytes have to be read again and cannot be. */
  answer(outbox: Outbox, stateVector: Uint8Array): void | Promise<void> {
    const has = StateVector.decode(stateVector);
    const loaded = this.#document.loadedBytes(this.#now);
    if (loaded !== null) return this.#answerFrom(loaded, outbox, has, stateVector);
    return this.#document.bytes(this.#now).then((bytes) => this.#answerFrom(bytes, outbox, has, stateVector));
  }

  /** The whole document, with what is not stored yet. @throws {StoreUnavailableError} */
  async read(): Promise<Uint8Array> {
    return (await this.#document.bytes(this.#now)).whole();
  }

  /** Whether this room has ever held anything. */
  get isBlank(): boolean {
    return this.#document.stateVector.isEmpty && this.#log.isSettled;
  }

  /** Called every few seconds. @returns whether the room may be let go now */
  tidy(): boolean {
    const now = this.#now;
    this.#document.tidy(now);
    if (!this.#log.isSettled || this.#compaction.isRunning || now - this.#changedAt < quietMs) return false;
    const isAbandoned = this.#members.size === 0 && now - this.#emptySince >= lingerMs;
    return !this.#compaction.startIfWorthIt(isAbandoned) && isAbandoned;
  }

  /** Resolves when everything accepted is on disk. */
  settled(): Promise<void> {
    return this.#log.settled();
  }

  /** Ends the room because its document was deleted: nothing of it is written or sent any more. */
  discard(): void {
    this.close();
    this.#log.discard();
    for (const member of [...this.#members]) member.close('deleted', 'this document was deleted');
  }

  /** Stops timers. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#log.close();
    this.#fanOut.stop();
    this.#cancelResync?.();
    this.#cancelResync = null;
  }

  get #now(): number {
    return this.#options.clock.now();
  }

  #answerFrom(bytes: DocumentBytes, outbox: Outbox, has: StateVector, stateVector: Uint8Array): void {
    const step2 = () => encodeFrame({ type: 'sync-step-2', update: bytes.since(stateVector) });
    outbox.answer(has, step2, this.#now);
    if (outbox.isBehind) this.resyncLater();
  }

  #send(updates: readonly BatchedUpdate[], withAwareness: boolean): void {
    const awareness = withAwareness ? this.#awareness.takeChanges() : null;
    if (updates.length === 0) {
      if (awareness !== null) this.#toEverybody((outbox, now) => outbox.sendAwareness(awareness, now));
      return;
    }
    const frame = encodeFrame({ type: 'update', update: mergeBatch(updates) });
    const batch = awareness === null ? [frame] : [frame, awareness];
    let before: StateVector | null = null;
    const sentStateVector = () => {
      before ??= this.#document.sentStateVector();
      return before;
    };
    this.#toEverybody((outbox, now) => outbox.sendBatch(batch, sentStateVector, now));
    this.#document.markSent();
    this.#options.telemetry.count('batches-sent');
  }

  #toEverybody(send: (outbox: Outbox, now: number) => void): void {
    const now = this.#now;
    let isAnyBehind = false;
    for (const { outbox } of this.#members) {
      send(outbox, now);
      isAnyBehind ||= outbox.isBehind;
    }
    if (isAnyBehind) this.resyncLater();
  }

  /** Looks after readers that are behind, until none is. */
  resyncLater(): void {
    if (this.#isClosed) return;
    this.#cancelResync ??= this.#options.clock.after(resyncCheckMs, () => void this.#resync());
  }

  async #resync(): Promise<void> {
    const drained = [...this.#members].filter(({ outbox }) => outbox.canSettle);
    try {
      // Only then: one reader that is stuck must not have the document read, and kept, again and again.
      if (drained.length > 0) {
        const bytes = await this.#document.bytes(this.#now);
        for (const { outbox } of drained) this.#settle(outbox, bytes);
      }
    } catch {
      // The store cannot be read now. The readers stay behind and are looked at again.
      this.#options.telemetry.count('room-loads-failed');
    }
    this.#cancelResync = null;
    if ([...this.#members].some(({ outbox }) => outbox.isBehind)) this.resyncLater();
  }

  #settle(outbox: Outbox, bytes: DocumentBytes): void {
    const resync = (since: StateVector, asStep2: boolean) =>
      encodeFrame({ type: asStep2 ? 'sync-step-2' : 'update', update: bytes.since(since.encode()) });
    outbox.settle(resync, this.#awareness.everybodyEver(), this.#now);
  }

  #compactIfOutgrown(): void {
    if (!this.#isClosed) this.#compaction.startIfOutgrown(this.#options.limits.documentBytes);
  }
}

/** Who sent an update and who waits for it. */
export interface UpdateSource {
  readonly userId: string | null;
  readonly target: DurabilityTarget;
  readonly sequence: number;
}
