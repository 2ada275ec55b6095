/**
 * Every bound in one place. `0` means "none" for the ones that are variables (`LIMIT_<NAME>`).
 *
 * The defaults let an office behind one address work, a script replay years of typing in minutes and a room hold
 * hundreds of people, while one address cannot take the process down.
 */
export interface Limits {
  /** Open sockets of the process. */
  readonly connections: number;
  readonly connectionsPerAddress: number;
  readonly connectionsPerRoom: number;
  /** Different rooms that one address holds open at a time. */
  readonly roomsPerAddress: number;
  /** Sustained rate of one connection; five seconds' worth may come at once. */
  readonly messagesPerSecond: number;
  readonly frameBytes: number;
  /** Snapshot and log of one document together. */
  readonly documentBytes: number;
  /** One client's awareness state, as JSON. */
  readonly awarenessBytes: number;
  /** Client ids that one connection may own in a room. */
  readonly awarenessIds: number;
  /** Sockets that have connected but are not (yet) an authorised session. */
  readonly handshakes: number;
  /** Bytes queued for one connection; past it updates are replaced by one resync. */
  readonly outboxBytes: number;
  /** Bytes accepted but not yet on disk, over all rooms; past it writes are refused with 4503. */
  readonly unstoredBytes: number;
  /** One uploaded file. */
  readonly uploadBytes: number;
  /** Files that one address may upload; a minute's worth may come at once. */
  readonly uploadsPerMinute: number;
  /** All uploaded files together. */
  readonly storageBytes: number;
  /** Pages that one address may have looked at for link cards. */
  readonly linkPreviewsPerMinute: number;
}

const kib = 1024;
const mib = 1024 * kib;

export const defaultLimits: Limits = {
  connections: 20_000,
  connectionsPerAddress: 1_000,
  connectionsPerRoom: 1_000,
  roomsPerAddress: 500,
  messagesPerSecond: 500,
  frameBytes: 16 * mib,
  documentBytes: 64 * mib,
  awarenessBytes: 16 * kib,
  awarenessIds: 8,
  handshakes: 1_000,
  outboxBytes: 1 * mib,
  unstoredBytes: 64 * mib,
  uploadBytes: 25 * mib,
  uploadsPerMinute: 120,
  storageBytes: 0,
  linkPreviewsPerMinute: 30,
};

/** Whether `value` is past `limit`, where 0 means there is none. */
export function exceeds(value: number, limit: number): boolean {
  return limit !== 0 && value > limit;
}
