import type { CloseReason, Role } from '@manyhands/protocol';

/** Why there will be no further attempt to connect unless somebody acts. */
export type StopReason = 'unauthenticated' | 'forbidden' | 'deleted' | 'too-large' | 'bad-frame';

/**
 * The copy on this device (IndexedDB).
 * - `off`: not wanted, or no such thing here (Node)
 * - `failing`: it cannot be read or written now; `reason` says how
 */
export type DeviceState =
  | { readonly kind: 'off' }
  | { readonly kind: 'loading' }
  /** `wasRepaired`: it was damaged; what could be read of it was kept, and the damaged records are set aside. */
  | { readonly kind: 'ready'; readonly wasRepaired: boolean }
  | { readonly kind: 'failing'; readonly reason: DeviceFailure };

/**
 * `unavailable`: the browser has no storage for this page, as in some private windows. `quota`: no room left.
 * `unreadable`: the copy is there and cannot be read. `closed`: taken away while in use, e.g. site data was cleared.
 */
export type DeviceFailure = 'unavailable' | 'quota' | 'unreadable' | 'write' | 'closed';

/** What the server does not have yet: local changes that it has not acknowledged, and files on their way to it. */
export interface Unacknowledged {
  readonly changes: number;
  readonly files: number;
  /** Whether all of them are stored on this device. True for none. */
  readonly keptOnDevice: boolean;
}

/**
 * Where the text and its files are. Never says more than is known: `saved` only when everything local is on the server's
 * disk, `keptOnDevice` only when IndexedDB has confirmed it.
 */
export type DocumentStatus =
  /** Nothing is known yet. */
  | ({ readonly kind: 'opening' } & Unacknowledged)
  | { readonly kind: 'saved' }
  /** Handed to a server that sends no acknowledgements. */
  | { readonly kind: 'sent' }
  /** All but files that stand in the text and will not go up, unless somebody tries them again. */
  | { readonly kind: 'files-refused'; readonly files: number }
  | ({ readonly kind: 'saving' } & Unacknowledged)
  | ({ readonly kind: 'reconnecting'; readonly reason: CloseReason | null } & Unacknowledged)
  | ({ readonly kind: 'offline' } & Unacknowledged)
  | ({ readonly kind: 'read-only'; readonly role: Exclude<Role, 'edit'> } & Unacknowledged)
  /** The document was written by a newer version of the app; editing it with this one would damage it. */
  | ({ readonly kind: 'update-needed' } & Unacknowledged)
  | ({ readonly kind: 'stopped'; readonly reason: StopReason } & Unacknowledged);

/**
 * The connection as it is now.
 * - `connecting`: a first or further attempt; `failures` counts the ones since the last success
 * - `open`: the server answered
 */
export type ConnectionState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly failures: number; readonly reason: CloseReason | null }
  | { readonly kind: 'waiting'; readonly failures: number; readonly reason: CloseReason | null }
  | { readonly kind: 'open'; readonly acknowledges: boolean }
  | { readonly kind: 'outdated' }
  | { readonly kind: 'stopped'; readonly reason: StopReason };

/** Everything the status follows from. */
export interface StatusFacts {
  readonly connection: ConnectionState;
  /** Whether a connection before the present one synced in this visit. */
  readonly hasSyncedBefore: boolean;
  /** What the browser says about its network. `true` means little, `false` means no. */
  readonly isOnline: boolean;
  readonly role: Role | null;
  readonly unacknowledged: Unacknowledged;
  /** Files that stand in the text and that the server, or this device, did not take. */
  readonly refusedFiles: number;
  /** Whether it is known which files wait on this device. */
  readonly areFilesKnown: boolean;
  /** This connection's first step 2 is durable. */
  readonly isStateDurable: boolean;
  readonly isHandedOver: boolean;
}

/** After this many failed attempts in a row it is called offline: "reconnecting" would promise too much. */
const failuresUntilOffline = 3;

/** The one place where facts become words' meaning. Pure. */
export function statusOf(facts: StatusFacts): DocumentStatus {
  const { connection, unacknowledged } = facts;
  switch (connection.kind) {
    case 'idle':
      return { kind: 'opening', ...unacknowledged };
    case 'outdated':
      return { kind: 'update-needed', ...unacknowledged };
    case 'stopped':
      return { kind: 'stopped', reason: connection.reason, ...unacknowledged };
    case 'connecting':
    case 'waiting':
      return disconnectedStatus(facts, connection);
    case 'open':
      return openStatus(facts, connection.acknowledges);
  }
}

function disconnectedStatus(
  { hasSyncedBefore, isOnline, unacknowledged }: StatusFacts,
  { failures, reason }: { failures: number; reason: CloseReason | null },
): DocumentStatus {
  if (!isOnline || failures >= failuresUntilOffline) return { kind: 'offline', ...unacknowledged };
  if (!hasSyncedBefore && failures === 0) return { kind: 'opening', ...unacknowledged };
  return { kind: 'reconnecting', reason, ...unacknowledged };
}

function openStatus(facts: StatusFacts, acknowledges: boolean): DocumentStatus {
  const { role, unacknowledged, refusedFiles } = facts;
  if (role === 'view' || role === 'comment') return { kind: 'read-only', role, ...unacknowledged };
  const isPending = acknowledges ? unacknowledged.changes > 0 : !facts.isHandedOver;
  if (isPending || unacknowledged.files > 0) return { kind: 'saving', ...unacknowledged };
  // Nothing is pending, but whether the server still has what it once acknowledged shows with the first step 2.
  if (facts.areFilesKnown && (facts.isStateDurable || !acknowledges)) {
    if (refusedFiles > 0) return { kind: 'files-refused', files: refusedFiles };
    return { kind: acknowledges ? 'saved' : 'sent' };
  }
  return facts.hasSyncedBefore
    ? { kind: 'reconnecting', reason: null, ...unacknowledged }
    : { kind: 'opening', ...unacknowledged };
}

/** Whether two statuses say the same, so that nobody is told twice. */
export function isSameStatus(a: DocumentStatus, b: DocumentStatus): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof DocumentStatus>;
  return [...keys].every((key) => a[key] === b[key]);
}
