import { TooManyError } from './errors.js';
import { exceeds, type Limits } from './limits.js';
import type { CountedEvent, Telemetry } from './telemetry.js';

/** A place that one connection takes. `leave` gives it back; idempotent. */
export interface Ticket {
  /** Takes a place in a room. @throws {TooManyError} */
  enterRoom(room: string): void;
  leave(): void;
}

interface Address {
  connections: number;
  /** Connections by room. */
  readonly rooms: Map<string, number>;
}

/** Counts connections and refuses those past a limit, before any work is done for them. */
export class Admission {
  readonly #limits: Limits;
  readonly #telemetry: Telemetry;
  readonly #addresses = new Map<string, Address>();
  readonly #rooms = new Map<string, number>();
  #connections = 0;

  constructor(limits: Limits, telemetry: Telemetry) {
    this.#limits = limits;
    this.#telemetry = telemetry;
  }

  /** Takes a place in the process for a connection from `address`. @throws {TooManyError} */
  enter(address: string): Ticket {
    const known = this.#addresses.get(address);
    this.#check(this.#connections + 1, this.#limits.connections, 'limit-connections', 'connections');
    this.#check(
      (known?.connections ?? 0) + 1,
      this.#limits.connectionsPerAddress,
      'limit-connections-per-address',
      'connections from this address',
    );
    const from = known ?? { connections: 0, rooms: new Map() };
    this.#addresses.set(address, from);
    from.connections++;
    this.#connections++;
    return this.#ticket(address, from);
  }

  #ticket(address: string, from: Address): Ticket {
    let room: string | null = null;
    let hasLeft = false;
    return {
      enterRoom: (name) => {
        if (hasLeft || room !== null) return;
        this.#checkRoom(from, name);
        room = name;
        increment(this.#rooms, name);
        increment(from.rooms, name);
      },
      leave: () => {
        if (hasLeft) return;
        hasLeft = true;
        if (room !== null) {
          decrement(this.#rooms, room);
          decrement(from.rooms, room);
        }
        this.#connections--;
        if (--from.connections === 0) this.#addresses.delete(address);
      },
    };
  }

  #checkRoom(from: Address, name: string): void {
    this.#check(
      (this.#rooms.get(name) ?? 0) + 1,
      this.#limits.connectionsPerRoom,
      'limit-connections-per-room',
      'people in this document',
    );
    const rooms = from.rooms.size + (from.rooms.has(name) ? 0 : 1);
    this.#check(rooms, this.#limits.roomsPerAddress, 'limit-rooms-per-address', 'documents open from this address');
  }

  #check(count: number, limit: number, event: CountedEvent, what: string): void {
    if (!exceeds(count, limit)) return;
    this.#telemetry.count(event);
    throw new TooManyError(`too many ${what}; the limit is ${limit}`);
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function decrement(counts: Map<string, number>, key: string): void {
  const left = (counts.get(key) ?? 0) - 1;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
