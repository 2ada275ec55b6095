import { encodeAwareness, encodeFrame, type Frame, type Role } from '@manyhands/protocol';
import * as Y from 'yjs';
import type { Authorizer, Grant } from '../../src/core/authorizer.js';
import { defaultLimits, type Limits } from '../../src/core/limits.js';
import { RoomRegistry } from '../../src/core/room-registry.js';
import type { Session } from '../../src/core/session.js';
import type { DocumentStore } from '../../src/core/store.js';
import type { CountedEvent, Telemetry } from '../../src/core/telemetry.js';
import { FakeClock } from './fake-clock.js';
import { FakeConnection } from './fake-connection.js';
import { ScriptedStore } from './scripted-store.js';

export const guest: Grant = { role: 'edit', user: null, expiresAt: null, tokenId: null, issuedAt: null };

export function person(id: string, role: Role = 'edit', expiresAt: number | null = null): Grant {
  return { role, user: { id, name: id.toUpperCase() }, expiresAt, tokenId: null, issuedAt: null };
}

/** One test client: a session and the other end of its pipe. */
export interface Peer {
  readonly connection: FakeConnection;
  readonly session: Session;
  say(frame: Frame): void;
  sayBytes(...bytes: number[]): void;
  presence(clientId: number, clock: number, state: unknown): void;
}

/** The core with a clock, connections and a disk that a test controls. */
export class CoreHarness {
  readonly clock = new FakeClock();
  readonly counted = new Map<CountedEvent, number>();
  readonly errors: unknown[] = [];
  readonly registry: RoomRegistry;
  /** What a refreshed token gives. */
  nextGrant: Grant | Error = guest;
  readonly #grants: Authorizer = {
    mode: 'jwt',
    authorize: async () => {
      if (this.nextGrant instanceof Error) throw this.nextGrant;
      return this.nextGrant;
    },
    identify: async () => ({ user: null, isAdmin: false, roleIn: () => null }),
  };
  #sessions = 0;

  constructor(
    readonly store: DocumentStore = new ScriptedStore(),
    limits: Partial<Limits> = {},
  ) {
    this.registry = new RoomRegistry({
      store,
      authorizer: this.#grants,
      limits: { ...defaultLimits, ...limits },
      telemetry: this.#telemetry(),
      clock: this.clock,
      schemaVersion: 1,
      onError: (error) => this.errors.push(error),
    });
  }

  count(event: CountedEvent): number {
    return this.counted.get(event) ?? 0;
  }

  /** Connects without waiting for the room. */
  connect(options: { room?: string; grant?: Grant; speaksExtension?: boolean } = {}): Peer {
    const connection = new FakeConnection();
    const session = this.registry.connect(connection, {
      id: `session-${++this.#sessions}`,
      roomName: options.room ?? 'room',
      grant: options.grant ?? guest,
      speaksExtension: options.speaksExtension ?? false,
    });
    return {
      connection,
      session,
      say: (frame) => session.receive(encodeFrame(frame)),
      sayBytes: (...bytes) => session.receive(Uint8Array.from(bytes)),
      presence: (clientId, clock, state) => {
        const encoded = state === null ? null : new TextEncoder().encode(JSON.stringify(state));
        const entries = encodeAwareness([{ clientId, clock, state: encoded }]);
        session.receive(encodeFrame({ type: 'awareness', entries }));
      },
    };
  }

  /** Connects and waits until the room is loaded. */
  async join(options: Parameters<CoreHarness['connect']>[0] = {}): Promise<Peer> {
    const peer = this.connect(options);
    await this.clock.pass(0);
    return peer;
  }

  #telemetry(): Telemetry {
    return {
      count: (event, by = 1) => void this.counted.set(event, (this.counted.get(event) ?? 0) + by),
      gauge: () => {},
      observe: () => {},
    };
  }
}

/** A writer of real updates: types text and hands out what each edit produced. */
export class Writer {
  readonly doc = new Y.Doc();
  #updates: Uint8Array[] = [];

  constructor(clientId?: number) {
    if (clientId !== undefined) this.doc.clientID = clientId;
    this.doc.on('update', (update: Uint8Array) => this.#updates.push(update));
  }

  get text(): Y.Text {
    return this.doc.getText('t');
  }

  type(text: string, at = this.text.length): Uint8Array {
    this.text.insert(at, text);
    return this.take();
  }

  erase(at: number, length: number): Uint8Array {
    this.text.delete(at, length);
    return this.take();
  }

  take(): Uint8Array {
    const update = Y.mergeUpdates(this.#updates);
    this.#updates = [];
    return update;
  }
}

/** The text that these updates make. */
export function textOf(updates: readonly Uint8Array[]): string {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText('t').toString();
}

/** The text a peer sees by what it was sent. */
export function textSeenBy(peer: Peer): string {
  return textOf([...peer.connection.of('sync-step-2'), ...peer.connection.of('update')].map(({ update }) => update));
}
