import {
  type AwarenessEntry,
  type CloseReason,
  closeCodes,
  decodeFrame,
  encodeAwareness,
  encodeFrame,
  type Frame,
  FrameError,
  frameType,
  keepAliveForStockClients,
} from '@manyhands/protocol';
import type { Authorizer, Grant } from './authorizer.js';
import type { Cancel, Clock } from './clock.js';
import type { Connection } from './connection.js';
import { EarlyFrames } from './early-frames.js';
import { AuthUnavailableError, ForbiddenError, SyncError, UnauthenticatedError } from './errors.js';
import { helloFrame } from './hello.js';
import { exceeds, type Limits } from './limits.js';
import { Outbox } from './outbox.js';
import { ReceivedMessages } from './received-messages.js';
import type { Room, RoomMember } from './room.js';
import type { DurabilityTarget } from './room-log.js';
import { sameIdentity } from './same-identity.js';
import type { Telemetry } from './telemetry.js';
import { TokenBucket } from './token-bucket.js';
import { isEmptyUpdate, readUpdate } from './update.js';

/** A stock client gives up after 30 s without a message and looks every 3 s; this leaves room for a slow sweep. */
const keepAliveMs = 14_000;

/** How long the owner of a client id has to show that it lives once somebody else claims the id. */
const challengeMs = 2_000;

type State =
  | { readonly kind: 'opening'; readonly early: EarlyFrames }
  | { readonly kind: 'open'; readonly room: Room }
  | { readonly kind: 'closed' };

/** What all sessions of a process share. */
export interface SessionContext {
  readonly schemaVersion: number;
  readonly authorizer: Authorizer;
  readonly limits: Limits;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** Called once, however the session ended. */
  readonly onClosed: (session: Session) => void;
  /** Called for errors that nobody expected: a bug, not a bad client. */
  readonly onError: (error: unknown) => void;
}

export interface SessionOptions {
  readonly id: string;
  readonly roomName: string;
  readonly grant: Grant;
  /** Whether the client offered our subprotocol and so understands hello, ack, token and keep-alive. */
  readonly speaksExtension: boolean;
}

/** One client in one room. A bad frame ends this session with a code, never anything else. */
export class Session implements RoomMember, DurabilityTarget {
  readonly id: string;
  readonly roomName: string;
  readonly outbox: Outbox;
  readonly #context: SessionContext;
  readonly #speaksExtension: boolean;
  readonly #connection: Connection;
  readonly #bucket: TokenBucket;
  readonly #received = new ReceivedMessages();
  #state: State;
  #grant: Grant;
  #cancelExpiry: Cancel | null = null;
  #isRefreshing = false;
  #hadContent = false;

  constructor(
    connection: Connection,
    { id, roomName, grant, speaksExtension }: SessionOptions,
    context: SessionContext,
  ) {
    this.id = id;
    this.roomName = roomName;
    this.#connection = connection;
    this.#grant = grant;
    this.#speaksExtension = speaksExtension;
    this.#context = context;
    const { limits, telemetry, clock } = context;
    this.#state = { kind: 'opening', early: new EarlyFrames(limits.frameBytes) };
    this.#bucket = new TokenBucket(limits.messagesPerSecond, clock.now());
    this.outbox = new Outbox(connection, limits.outboxBytes, telemetry, clock.now());
    this.#armExpiry();
  }

  get grant(): Grant {
    return this.#grant;
  }

  get hadContent(): boolean {
    return this.#hadContent;
  }

  get isClosed(): boolean {
    return this.#state.kind === 'closed';
  }

  /** The room is loaded: greets the client and handles what arrived meanwhile. */
  opened(room: Room): void {
    if (this.#state.kind !== 'opening') return;
    const { early } = this.#state;
    this.#state = { kind: 'open', room };
    this.#greet(room);
    room.join(this);
    for (const frame of early) this.#handle(frame);
  }

  /** Takes one binary frame. */
  receive(frame: Uint8Array): void {
    const { limits, telemetry, clock } = this.#context;
    if (this.#state.kind === 'closed') return;
    if (!this.#bucket.take(clock.now())) {
      telemetry.count('limit-messages-per-second');
      this.close('tooFast', `more than ${limits.messagesPerSecond} messages per second`);
    } else if (exceeds(frame.byteLength, limits.frameBytes)) {
      telemetry.count('limit-frame-bytes');
      this.close('tooLarge', `a frame is larger than ${limits.frameBytes} bytes`);
    } else if (this.#state.kind === 'open') {
      this.#handle(frame);
    } else if (!this.#state.early.keep(frame)) {
      this.close('tooFast', 'too much was sent before the document was loaded');
    }
  }

  /** Takes a text frame, which no client of ours sends. */
  receiveText(): void {
    this.#context.telemetry.count('frames-bad');
    this.close('badFrame', 'text frames are not part of the protocol');
  }

  /** Ends the session and its connection. Idempotent. */
  close(reason: CloseReason, message: string): void {
    if (this.#state.kind === 'closed') return;
    this.disconnected();
    this.#connection.close(closeCodes[reason], message);
  }

  /** The connection is gone. Idempotent. */
  disconnected(): void {
    const state = this.#state;
    if (state.kind === 'closed') return;
    this.#state = { kind: 'closed' };
    this.#cancelExpiry?.();
    if (state.kind === 'open') state.room.leave(this);
    this.#context.onClosed(this);
  }

  /** Sends a sign of life if the client has heard nothing for a while. */
  keepAlive(): void {
    const now = this.#context.clock.now();
    const silentMs = now - this.outbox.lastSentAt;
    // Below 0 the clock was set back, and nobody knows for how long the client has heard nothing.
    if (this.#state.kind !== 'open' || (silentMs >= 0 && silentMs < keepAliveMs)) return;
    this.outbox.sendControl(this.#speaksExtension ? extensionKeepAlive : keepAliveForStockClients, now);
  }

  challenge(): void {
    this.#connection.probe(challengeMs);
  }

  markDurable(sequence: number): void {
    this.#received.markDurable(sequence);
  }

  flushAck(): void {
    if (this.#state.kind !== 'open' || !this.#speaksExtension) return;
    const durable = this.#received.takeAck();
    if (durable === null) return;
    this.outbox.sendAck(durable, this.#context.clock.now());
    if (this.outbox.isBehind) this.#state.room.resyncLater();
  }

  reply(entries: readonly AwarenessEntry[]): void {
    if (entries.length === 0) return;
    const frame = encodeFrame({ type: 'awareness', entries: encodeAwareness(entries) });
    this.outbox.sendAwareness(frame, this.#context.clock.now());
  }

  #handle(bytes: Uint8Array): void {
    if (this.#state.kind !== 'open') return;
    try {
      const result = this.#dispatch(decodeFrame(bytes), this.#state.room);
      if (result !== undefined) result.catch((error: unknown) => this.#fail(error));
    } catch (error) {
      this.#fail(error);
    }
  }

  #dispatch(frame: Frame, room: Room): void | Promise<void> {
    switch (frame.type) {
      case 'sync-step-1':
        this.#hadContent ||= frame.stateVector.byteLength > 1;
        return room.answer(this.outbox, frame.stateVector);
      case 'sync-step-2':
        return this.#receiveUpdate(room, frame.update, true);
      case 'update':
        return this.#receiveUpdate(room, frame.update, false);
      case 'awareness':
        return room.receiveAwareness(this, frame.entries);
      case 'query-awareness':
        return room.tellEverybody(this);
      case 'token':
        return this.#refresh(frame.token, room);
      case 'keep-alive':
        return;
      case 'hello':
      case 'ack':
      case 'auth-denied':
        throw new FrameError('unknown-type', `only a server sends ${frame.type}`);
    }
  }

  #receiveUpdate(room: Room, update: Uint8Array, isAnswer: boolean): void {
    const { telemetry } = this.#context;
    const sequence = this.#received.next();
    telemetry.count('updates-received');
    telemetry.count('update-bytes-received', update.byteLength);
    const source = { userId: this.#grant.user?.id ?? null, target: this, sequence };
    if (this.#grant.role === 'edit') room.receiveUpdate(update, source, isAnswer);
    else if (!isEmptyUpdate(readUpdate(update))) this.#refuse(sequence);
    else room.receiveUpdate(update, source, isAnswer);
  }

  /** Says once that nothing of this will be kept; a stock client shows it on the console. */
  #refuse(sequence: number): void {
    this.#context.telemetry.count('updates-refused-read-only');
    if (this.#received.anyRefused) return;
    this.#received.refuse(sequence);
    const reason = 'read-only: this document cannot be changed with the permission given';
    this.outbox.sendControl(encodeFrame({ type: 'auth-denied', reason }), this.#context.clock.now());
  }

  #greet(room: Room): void {
    const now = this.#context.clock.now();
    if (this.#speaksExtension) this.#sayHello(now);
    // A reader is not asked for what it has: it could not be kept.
    if (this.#grant.role === 'edit') this.outbox.sendControl(room.step1(), now);
  }

  #sayHello(now: number): void {
    const { limits, schemaVersion } = this.#context;
    const hello = helloFrame({ sessionId: this.id, grant: this.#grant, limits, schemaVersion });
    this.outbox.sendControl(hello, now);
  }

  /** Puts a fresh token in the place of the one the session was opened with. One at a time. */
  async #refresh(token: string, room: Room): Promise<void> {
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    try {
      const grant = await this.#context.authorizer.authorize({ token }, this.roomName);
      if (this.isClosed) return;
      if (!sameIdentity(grant, this.#grant)) throw new ForbiddenError('the fresh token is for another person');
      this.#replaceGrant(grant, room);
    } catch (error) {
      // The token could not be judged now; the old one still stands until it expires.
      if (!(error instanceof AuthUnavailableError)) throw error;
    } finally {
      this.#isRefreshing = false;
    }
  }

  #replaceGrant(grant: Grant, room: Room): void {
    const mayWriteNow = grant.role === 'edit' && this.#grant.role !== 'edit';
    if (mayWriteNow && this.#received.anyRefused) {
      // What was refused is still in the client: a fresh connection asks for all of it and counts from zero.
      this.close('restarting', 'permissions have changed');
      return;
    }
    this.#grant = grant;
    this.#armExpiry();
    const now = this.#context.clock.now();
    this.#sayHello(now);
    if (mayWriteNow) this.outbox.sendControl(room.step1(), now);
  }

  #armExpiry(): void {
    this.#cancelExpiry?.();
    const { expiresAt } = this.#grant;
    if (expiresAt === null) return;
    const { clock } = this.#context;
    this.#cancelExpiry = clock.after(expiresAt - clock.now(), () => {
      if (clock.now() < expiresAt) this.#armExpiry();
      else this.#fail(new UnauthenticatedError('the token has expired'));
    });
  }

  /** The one place where an error becomes a close code. */
  #fail(error: unknown): void {
    if (error instanceof FrameError) {
      this.#context.telemetry.count('frames-bad');
      this.close('badFrame', error.message);
    } else if (error instanceof SyncError) {
      if (error.closeReason === 'badFrame') this.#context.telemetry.count('frames-bad');
      this.close(error.closeReason, error.message);
    } else {
      this.#context.onError(error);
      this.close('internal', 'an internal error');
    }
  }
}

const extensionKeepAlive = Uint8Array.of(frameType.keepAlive);
