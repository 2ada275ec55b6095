import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConnectionState, isSameStatus, type StatusFacts, statusOf } from './document-status.js';

const none = { changes: 0, files: 0, keptOnDevice: true };
const some = { changes: 2, files: 0, keptOnDevice: false };
const file = { changes: 0, files: 1, keptOnDevice: true };
const facts: StatusFacts = {
  connection: { kind: 'open', acknowledges: true },
  hasSyncedBefore: true,
  isOnline: true,
  role: 'edit',
  unacknowledged: none,
  refusedFiles: 0,
  areFilesKnown: true,
  isStateDurable: true,
  isHandedOver: true,
};
const waiting = (failures: number): ConnectionState => ({ kind: 'waiting', failures, reason: null });

describe('statusOf', () => {
  it.each<[string, Partial<StatusFacts>, string]>([
    ['everything acknowledged', {}, 'saved'],
    ['a change in flight', { unacknowledged: some }, 'saving'],
    ['a file on its way', { unacknowledged: file }, 'saving'],
    ['a file on its way, without a connection', { unacknowledged: file, connection: waiting(3) }, 'offline'],
    ['a refused file', { refusedFiles: 1 }, 'files-refused'],
    ['a refused file and a change in flight', { refusedFiles: 1, unacknowledged: some }, 'saving'],
    ['files that are not known yet', { areFilesKnown: false, hasSyncedBefore: false }, 'opening'],
    ['nothing pending, but the server’s copy not confirmed', { isStateDurable: false }, 'reconnecting'],
    ['the same at the first connection', { isStateDurable: false, hasSyncedBefore: false }, 'opening'],
    ['not begun', { connection: { kind: 'idle' }, hasSyncedBefore: false }, 'opening'],
    [
      'a first attempt',
      { connection: { kind: 'connecting', failures: 0, reason: null }, hasSyncedBefore: false },
      'opening',
    ],
    ['a lost connection', { connection: waiting(1) }, 'reconnecting'],
    ['several failures', { connection: waiting(3) }, 'offline'],
    [
      'another attempt after several failures',
      { connection: { kind: 'connecting', failures: 3, reason: null } },
      'offline',
    ],
    ['no network', { connection: waiting(0), isOnline: false }, 'offline'],
    ['a browser that calls itself offline over a working connection', { isOnline: false }, 'saved'],
    ['a viewer', { role: 'view' }, 'read-only'],
    ['a commenter with refused changes', { role: 'comment', unacknowledged: some }, 'read-only'],
    ['a stock server', { connection: { kind: 'open', acknowledges: false }, unacknowledged: some }, 'sent'],
    [
      'a stock server, with a file on its way',
      { connection: { kind: 'open', acknowledges: false }, unacknowledged: file },
      'saving',
    ],
    [
      'a stock server, with a refused file',
      { connection: { kind: 'open', acknowledges: false }, refusedFiles: 1 },
      'files-refused',
    ],
    [
      'a stock server not yet told',
      { connection: { kind: 'open', acknowledges: false }, isHandedOver: false },
      'saving',
    ],
    ['a newer schema', { connection: { kind: 'outdated' } }, 'update-needed'],
    ['an end', { connection: { kind: 'stopped', reason: 'deleted' } }, 'stopped'],
  ])('%s is %j', (_name, changed, kind) => {
    expect(statusOf({ ...facts, ...changed }).kind).toBe(kind);
  });

  it('never says saved while anything is unacknowledged or unconfirmed', () => {
    const connection = fc.oneof(
      fc.constant<ConnectionState>({ kind: 'idle' }),
      fc.constant<ConnectionState>({ kind: 'outdated' }),
      fc.boolean().map((acknowledges): ConnectionState => ({ kind: 'open', acknowledges })),
      fc.nat({ max: 9 }).map(waiting),
    );
    const anyFacts = fc.record({
      connection,
      hasSyncedBefore: fc.boolean(),
      isOnline: fc.boolean(),
      role: fc.constantFrom(null, 'view' as const, 'comment' as const, 'edit' as const),
      unacknowledged: fc.record({ changes: fc.nat({ max: 3 }), files: fc.nat({ max: 2 }), keptOnDevice: fc.boolean() }),
      refusedFiles: fc.nat({ max: 2 }),
      areFilesKnown: fc.boolean(),
      isStateDurable: fc.boolean(),
      isHandedOver: fc.boolean(),
    });
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { kind } = statusOf(given);
        const { changes, files } = given.unacknowledged;
        const areFilesThere = given.areFilesKnown && files + given.refusedFiles === 0;
        const isTrue = changes === 0 && areFilesThere && given.isStateDurable && given.connection.kind === 'open';
        if (kind === 'saved') expect(isTrue).toBe(true);
      }),
    );
  });
});

describe('isSameStatus', () => {
  it('looks at every field', () => {
    expect(isSameStatus({ kind: 'saving', ...some }, { kind: 'saving', ...some })).toBe(true);
    expect(isSameStatus({ kind: 'saving', ...some }, { kind: 'saving', ...some, changes: 3 })).toBe(false);
    expect(isSameStatus({ kind: 'saved' }, { kind: 'saving', ...none })).toBe(false);
  });
});
