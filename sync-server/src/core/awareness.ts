import { type AwarenessEntry, decodeAwareness, encodeAwareness, encodeFrame } from '@manyhands/protocol';
import type { Grant } from './authorizer.js';
import { type ShownState, showState } from './awareness-state.js';
import { TooLargeError } from './errors.js';
import { exceeds, type Limits } from './limits.js';
import type { Telemetry } from './telemetry.js';

/** A connection as awareness sees it: an owner of client ids. */
export interface AwarenessOwner {
  readonly grant: Grant;
  /** It said that it knows the document: it was here before, perhaps before this process was. */
  readonly hadContent: boolean;
  /** Asks whether the connection still lives, because somebody else claims one of its client ids. */
  challenge(): void;
}

interface Presence extends ShownState {
  readonly owner: AwarenessOwner;
  readonly clock: number;
}

/** How many clients that left, and how many claims, a room remembers. */
const maxRemembered = 1_000;

/**
 * Who is in a room, and where. A client id belongs to the connection that used it first; what others say about it is
 * ignored, because stock clients repeat everything they hear and time each other out by their own clocks.
 */
export class RoomAwareness {
  readonly #limits: Limits;
  readonly #telemetry: Telemetry;
  readonly #present = new Map<number, Presence>();
  /** Last clocks of clients that left, oldest first. */
  readonly #departed = new Map<number, number>();
  /** The newest word of a connection about an id that another one owns, in case that other one is dead. */
  readonly #claims = new Map<number, Presence>();
  /** Entries to send with the next flush. */
  #changed = new Map<number, AwarenessEntry>();
  #everybody: Uint8Array | null = null;
  #everybodyEver: Uint8Array | null = null;

  constructor(limits: Limits, telemetry: Telemetry) {
    this.#limits = limits;
    this.#telemetry = telemetry;
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0;
  }

  /**
   * Takes in an awareness message of one connection.
   *
   * @returns entries to send back to this connection only: a client that returns with a clock its peers have already
   * seen is told that it left, upon which it announces itself with a newer one.
   * @throws {FrameError} for malformed entries, before any of them counts
   * @throws {TooLargeError} for a state or a number of client ids past the limit
   */
  receive(owner: AwarenessOwner, body: Uint8Array): AwarenessEntry[] {
    const replies: AwarenessEntry[] = [];
    for (const entry of decodeAwareness(body)) {
      const reply = entry.state === null ? this.#leave(owner, entry) : this.#update(owner, entry, entry.state);
      if (reply !== undefined) replies.push(reply);
    }
    return replies;
  }

  /** Everything a connection said is gone with it. Claims on its ids take effect. */
  remove(owner: AwarenessOwner): void {
    for (const [clientId, claim] of this.#claims) {
      if (claim.owner === owner) this.#claims.delete(clientId);
    }
    for (const [clientId, presence] of [...this.#present]) {
      if (presence.owner !== owner) continue;
      this.#depart(clientId, presence.clock);
      this.#grantClaim(clientId);
    }
  }

  /** One frame with what changed since the last call, or `null`. */
  takeChanges(): Uint8Array | null {
    if (this.#changed.size === 0) return null;
    const frame = frameOf([...this.#changed.values()]);
    this.#changed = new Map();
    return frame;
  }

  /** One frame with everybody present, shared until somebody moves; `null` for an empty room. */
  everybody(): Uint8Array | null {
    if (this.#present.size === 0) return null;
    this.#everybody ??= frameOf(this.#entries());
    return this.#everybody;
  }

  /**
   * The same for a reader that missed changes: also with those who left, who would otherwise stay on its screen until
   * it times them out.
   */
  everybodyEver(): Uint8Array | null {
    if (this.#departed.size === 0) return this.everybody();
    const departed = Array.from(this.#departed, ([clientId, clock]) => ({ clientId, clock, state: null }));
    this.#everybodyEver ??= frameOf([...this.#entries(), ...departed]);
    return this.#everybodyEver;
  }

  #entries(): AwarenessEntry[] {
    return Array.from(this.#present, ([clientId, { clock, state }]) => ({ clientId, clock, state }));
  }

  #update(owner: AwarenessOwner, entry: AwarenessEntry, state: Uint8Array): AwarenessEntry | undefined {
    const { clientId, clock } = entry;
    const known = this.#present.get(clientId);
    if (known === undefined) {
      const lastSeen = this.#departed.get(clientId);
      if (lastSeen !== undefined && clock <= lastSeen) return { clientId, clock: lastSeen, state: null };
      this.#checkIds(owner);
      this.#set(clientId, { owner, clock, ...this.#accept(owner, state, null) });
      // Its peers may have seen this clock before a restart, and would then not see it again.
      if (owner.hadContent) return { clientId, clock, state: null };
    } else if (clock <= known.clock) {
      this.#telemetry.count('awareness-stale');
    } else if (known.owner === owner || isSamePerson(known.owner.grant, owner.grant)) {
      this.#set(clientId, { owner, clock, ...this.#accept(owner, state, known) });
    } else {
      this.#claim(clientId, { owner, clock, ...this.#accept(owner, state, null) }, known.owner);
    }
    return undefined;
  }

  #leave(owner: AwarenessOwner, { clientId, clock }: AwarenessEntry): undefined {
    const known = this.#present.get(clientId);
    if (known === undefined) return;
    if (known.owner === owner && clock >= known.clock) this.#depart(clientId, clock);
    else this.#telemetry.count('awareness-stale');
  }

  /** @param before the last state of the same client */
  #accept(owner: AwarenessOwner, state: Uint8Array, before: Presence | null): ShownState {
    if (exceeds(state.byteLength, this.#limits.awarenessBytes)) {
      this.#telemetry.count('limit-awareness-bytes');
      throw new TooLargeError(`an awareness state is larger than ${this.#limits.awarenessBytes} bytes`);
    }
    return showState(state, owner.grant, before?.known ?? null);
  }

  #set(clientId: number, presence: Presence): void {
    this.#present.set(clientId, presence);
    this.#departed.delete(clientId);
    this.#change({ clientId, clock: presence.clock, state: presence.state });
  }

  #depart(clientId: number, clock: number): void {
    this.#present.delete(clientId);
    this.#departed.delete(clientId);
    this.#departed.set(clientId, clock);
    if (this.#departed.size > maxRemembered) {
      const [oldest] = this.#departed.keys();
      if (oldest !== undefined) this.#departed.delete(oldest);
    }
    this.#change({ clientId, clock, state: null });
  }

  /**
   * Somebody says something newer about a client of another connection: a forgery, or the same client on a new
   * connection while its old one is not known to be dead yet. The owner is asked for a sign of life; the claim waits.
   */
  #claim(clientId: number, claim: Presence, rightful: AwarenessOwner): void {
    this.#telemetry.count('awareness-forged');
    if (this.#claims.size >= maxRemembered && !this.#claims.has(clientId)) return;
    this.#claims.set(clientId, claim);
    rightful.challenge();
  }

  #grantClaim(clientId: number): void {
    const claim = this.#claims.get(clientId);
    if (claim === undefined) return;
    this.#claims.delete(clientId);
    this.#set(clientId, claim);
  }

  #checkIds(owner: AwarenessOwner): void {
    if (this.#limits.awarenessIds === 0) return;
    let owned = 1;
    for (const presence of this.#present.values()) if (presence.owner === owner) owned++;
    if (!exceeds(owned, this.#limits.awarenessIds)) return;
    this.#telemetry.count('limit-awareness-ids');
    throw new TooLargeError(`one connection may speak for ${this.#limits.awarenessIds} clients`);
  }

  #change(entry: AwarenessEntry): void {
    this.#changed.set(entry.clientId, entry);
    this.#everybody = null;
    this.#everybodyEver = null;
  }
}

function frameOf(entries: readonly AwarenessEntry[]): Uint8Array {
  return encodeFrame({ type: 'awareness', entries: encodeAwareness(entries) });
}

/** Guests have no identity to compare: for them only a dead connection gives an id away. */
function isSamePerson(a: Grant, b: Grant): boolean {
  return a.user !== null && b.user !== null && a.user.id === b.user.id;
}
