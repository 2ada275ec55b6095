import { createHash } from 'node:crypto';
import * as encoding from 'lib0/encoding';
import type { Telemetry } from '../core/telemetry.js';
import type { Operation } from './database.js';
import { seal, type UnreadableReason } from './envelope.js';
import { quarantineKey } from './keys.js';
import type { StoreEvent, StoreLog } from './store-event.js';

const quarantinedVersion = 1;

/** Remembered so that a record that is met again before it was moved is counted and logged once. */
const maxRemembered = 10_000;

const digestBytes = 8;

type What = Extract<StoreEvent, { kind: 'record-quarantined' }>['what'];

/** A stored value that cannot be read. */
export interface UnreadableValue {
  readonly what: What;
  readonly document: string | null;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly reason: UnreadableReason;
}

/** Where unreadable values are kept for somebody to look at. They are never deleted from there. */
export class Quarantine {
  readonly #now: () => number;
  readonly #telemetry: Telemetry;
  readonly #log: StoreLog;
  readonly #seen = new Set<string>();
  #count = 0;

  constructor(now: () => number, telemetry: Telemetry, log: StoreLog) {
    this.#now = now;
    this.#telemetry = telemetry;
    this.#log = log;
  }

  /** Values set aside since start. */
  get count(): number {
    return this.#count;
  }

  /** The write that keeps a copy. Whoever removes the original puts both into one batch. */
  copy(unreadable: UnreadableValue): Operation {
    const digest = createHash('sha256').update(unreadable.value).digest().subarray(0, digestBytes);
    const key = quarantineKey(unreadable.key, digest);
    this.#report(Buffer.from(key).toString('latin1'), unreadable);
    const value = seal(quarantinedVersion, (encoder) => {
      encoding.writeVarUint(encoder, this.#now());
      encoding.writeVarString(encoder, unreadable.reason);
      encoding.writeUint8Array(encoder, unreadable.value);
    });
    return { type: 'put', key, value };
  }

  /** Copy and removal. */
  move(unreadable: UnreadableValue): Operation[] {
    return [this.copy(unreadable), { type: 'del', key: unreadable.key }];
  }

  #report(id: string, { what, document, reason }: UnreadableValue): void {
    if (this.#seen.has(id)) return;
    if (this.#seen.size >= maxRemembered) this.#seen.clear();
    this.#seen.add(id);
    this.#count += 1;
    this.#telemetry.count('records-quarantined');
    this.#log({ kind: 'record-quarantined', what, document, reason });
  }
}
