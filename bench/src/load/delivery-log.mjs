import * as Y from 'yjs';

/**
 * When each edit was sent and when each observer got it, by one clock in one process. An edit is recognised by the
 * (client id, clock) of what it created, so servers may merge edits into batches as they like. The first receipt
 * counts; a repeated one does not.
 */
export class DeliveryLog {
  /** Deliveries still to come. */
  pending = 0;
  /** Updates that skipped something the observer did not have: a server that loses edits. */
  gaps = 0;
  /** @type {Float64Array} */
  #latencies;
  #count = 0;
  /** @type {Map<number, number>} person by client id */
  #people = new Map();
  /** @type {Float64Array[]} */
  #sentAt;
  /** @type {number[][]} */
  #lastClock;
  /** @type {number[]} first edit that counts */
  #measuredFrom;
  /** @type {number[]} how many observers wait for this person's edits */
  #audience;

  /**
   * @param {{ scripts: import('./typist.mjs').Script[], audience: number[], capacity: number }} options `audience`: for
   *   each person the number of observers of their edits; `capacity`: deliveries that will be measured at most
   */
  constructor({ scripts, audience, capacity }) {
    this.#latencies = new Float64Array(capacity);
    this.#sentAt = scripts.map((script) => new Float64Array(script.updates.length));
    this.#lastClock = scripts.map((script) => script.lastClock);
    this.#measuredFrom = scripts.map(() => Number.POSITIVE_INFINITY);
    this.#audience = audience;
    for (const [person, script] of scripts.entries()) this.#people.set(script.clientId, person);
  }

  /** @param {number[]} firstEdits per person: the first edit of the measured window */
  measureFrom(firstEdits) {
    this.#measuredFrom = firstEdits;
  }

  /**
   * @param {number} person
   * @param {number} edit
   * @param {number} at milliseconds
   */
  sent(person, edit, at) {
    const times = this.#sentAt[person];
    if (times) times[edit] = at;
    this.pending += this.#audience[person] ?? 0;
  }

  /**
   * One person's view of the others.
   *
   * @param {number} self whose own edits come back too and do not count
   */
  observer(self) {
    const nextEdit = new Uint32Array(this.#lastClock.length);
    const nextClock = new Uint32Array(this.#lastClock.length);
    /**
     * @param {Uint8Array} update
     * @param {number} at milliseconds
     */
    return (update, at) => {
      for (const struct of Y.decodeUpdate(update).structs) {
        if (struct instanceof Y.Skip) continue;
        const person = this.#people.get(struct.id.client);
        if (person === undefined || person === self) continue;
        const end = struct.id.clock + struct.length;
        if (end <= (nextClock[person] ?? 0)) continue;
        if (struct.id.clock > (nextClock[person] ?? 0)) {
          this.gaps += 1;
          continue;
        }
        nextClock[person] = end;
        nextEdit[person] = this.#arrived(person, nextEdit[person] ?? 0, end, at);
      }
    };
  }

  /**
   * @param {number} person
   * @param {number} from edit
   * @param {number} end clock
   * @param {number} at
   * @returns {number} the next edit to wait for
   */
  #arrived(person, from, end, at) {
    const lastClock = this.#lastClock[person] ?? [];
    const sentAt = this.#sentAt[person] ?? new Float64Array(0);
    let edit = from;
    for (; edit < lastClock.length && (lastClock[edit] ?? 0) < end; edit += 1) {
      this.pending -= 1;
      if (edit < (this.#measuredFrom[person] ?? 0)) continue;
      this.#latencies[this.#count] = at - (sentAt[edit] ?? 0);
      this.#count += 1;
    }
    return edit;
  }

  /** Latencies of the measured window in milliseconds. */
  latencies() {
    return this.#latencies.slice(0, this.#count);
  }
}
