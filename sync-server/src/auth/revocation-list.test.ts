import { describe, expect, it } from 'vitest';
import type { Grant } from '../core/authorizer.js';
import { StoreUnavailableError, TooManyError } from '../core/errors.js';
import type { Revocation, RevocationStore } from '../core/store.js';
import { loadRevocationList } from './revocation-list.js';
import { clockToleranceMs, maxTokenLifetimeMs } from './token-lifetime.js';

const start = 1_700_000_000_000;

/** The store's contract in memory, with a switch for faults and a gate for slow writes. */
class MemoryRevocationStore implements RevocationStore {
  records: Revocation[] = [];
  fault: Error | null = null;
  gate: Promise<void> = Promise.resolve();

  async add(revocation: Revocation): Promise<void> {
    await this.gate;
    if (this.fault !== null) throw this.fault;
    this.records.push(revocation);
  }

  async list(now: number): Promise<Revocation[]> {
    if (this.fault !== null) throw this.fault;
    this.records = this.records.filter(({ expiresAt }) => expiresAt > now);
    return [...this.records];
  }
}

async function setUp(options: { maxRevocations?: number } = {}) {
  const store = new MemoryRevocationStore();
  const clock = { time: start };
  const now = () => clock.time;
  const reload = () => loadRevocationList(store, { ...options, now });
  return { store, clock, reload, list: await reload() };
}

const grant = (over: Partial<Grant> = {}) => ({
  tokenId: 'token-1',
  user: { id: 'ada', name: 'Ada' },
  issuedAt: start - 60_000,
  ...over,
});

const token = (tokenId: string) => ({ kind: 'token', tokenId }) as const;
const user = (userId: string) => ({ kind: 'user', userId }) as const;

describe('a revoked token', () => {
  it('is refused, and no other token of the same user', async () => {
    const { list } = await setUp();
    expect(list.isRevoked(grant())).toBe(false);
    await list.revoke(token('token-1'));
    expect(list.isRevoked(grant())).toBe(true);
    expect(list.isRevoked(grant({ tokenId: 'token-2' }))).toBe(false);
    expect(list.isRevoked(grant({ tokenId: null }))).toBe(false);
  });

  it('is not mistaken for a user of the same id', async () => {
    const { list } = await setUp();
    await list.revoke(token('ada'));
    expect(list.isRevoked(grant())).toBe(false);
  });
});

describe('a revoked user', () => {
  it('is refused with every token issued up to then', async () => {
    const { list } = await setUp();
    await list.revoke(user('ada'));
    expect(list.isRevoked(grant())).toBe(true);
    expect(list.isRevoked(grant({ tokenId: null }))).toBe(true);
    expect(list.isRevoked(grant({ issuedAt: start }))).toBe(true);
    expect(list.isRevoked(grant({ user: { id: 'grace', name: 'Grace' } }))).toBe(false);
    expect(list.isRevoked(grant({ user: null }))).toBe(false);
  });

  it('is refused with a token of a clock that is ahead as far as clocks may be', async () => {
    const { list } = await setUp();
    await list.revoke(user('ada'));
    expect(list.isRevoked(grant({ issuedAt: start + clockToleranceMs }))).toBe(true);
  });

  it('is let in with a token issued afterwards', async () => {
    const { list } = await setUp();
    await list.revoke(user('ada'));
    expect(list.isRevoked(grant({ issuedAt: start + clockToleranceMs + 1 }))).toBe(false);
  });

  it('is refused with a token that does not say when it was issued', async () => {
    const { list } = await setUp();
    await list.revoke(user('ada'));
    expect(list.isRevoked(grant({ issuedAt: null }))).toBe(true);
  });

  it('is refused with the tokens issued between two revocations', async () => {
    const { list, clock, reload } = await setUp();
    await list.revoke(user('ada'));
    clock.time += 3_600_000;
    await list.revoke(user('ada'));
    const between = grant({ issuedAt: start + 1_800_000 });
    expect(list.isRevoked(between)).toBe(true);
    expect((await reload()).isRevoked(between)).toBe(true);
    expect(list.size).toBe(1);
  });
});

describe('revoking', () => {
  it('outlives a restart', async () => {
    const { list, reload } = await setUp();
    await list.revoke(token('token-1'));
    await list.revoke(user('grace'));
    const restarted = await reload();
    expect(restarted.size).toBe(2);
    expect(restarted.isRevoked(grant())).toBe(true);
    expect(restarted.isRevoked(grant({ tokenId: null, user: { id: 'grace', name: 'Grace' } }))).toBe(true);
  });

  it('holds only once it is stored', async () => {
    const { list, store } = await setUp();
    let open = () => {};
    store.gate = new Promise((resolve) => {
      open = resolve;
    });
    const revoking = list.revoke(token('token-1'));
    expect(list.isRevoked(grant())).toBe(false);
    open();
    await revoking;
    expect(list.isRevoked(grant())).toBe(true);
  });

  it('rejects and does not hold when the store fails, and works once it heals', async () => {
    const { list, store } = await setUp({ maxRevocations: 1 });
    store.fault = new StoreUnavailableError('disk full');
    await expect(list.revoke(token('token-1'))).rejects.toThrow(StoreUnavailableError);
    expect(list.isRevoked(grant())).toBe(false);
    store.fault = null;
    await list.revoke(token('token-1'));
    expect(list.isRevoked(grant())).toBe(true);
  });

  it('keeps a revocation as long as any token can live, unless told that it may end sooner', async () => {
    const { list } = await setUp();
    const latest = start + maxTokenLifetimeMs + clockToleranceMs;
    expect((await list.revoke(token('a'))).expiresAt).toBe(latest);
    expect((await list.revoke(token('b'), start + 1_000)).expiresAt).toBe(start + 1_000);
    expect((await list.revoke(token('c'), Number.MAX_VALUE)).expiresAt).toBe(latest);
    expect((await list.revoke(token('d'), start + 0.5)).expiresAt).toBe(start + 1);
  });

  it('never shortens an earlier revocation', async () => {
    const { list } = await setUp();
    await list.revoke(token('token-1'), start + 10_000);
    expect((await list.revoke(token('token-1'), start + 1_000)).expiresAt).toBe(start + 10_000);
  });

  it('refuses more than its bound, also of calls that overlap, but not to repeat one', async () => {
    const { list } = await setUp({ maxRevocations: 2 });
    const results = await Promise.allSettled(['a', 'b', 'c'].map((id) => list.revoke(token(id))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await expect(list.revoke(token('c'))).rejects.toThrow(TooManyError);
    await list.revoke(token('a'));
    expect(list.size).toBe(2);
  });

  it('makes room by forgetting those that have expired', async () => {
    const { list, clock } = await setUp({ maxRevocations: 2 });
    await list.revoke(token('a'), start + 1_000);
    await list.revoke(user('b'), start + 1_000);
    clock.time += 1_000;
    await list.revoke(token('c'));
    expect(list.size).toBe(1);
  });
});

describe('an expired revocation', () => {
  it('no longer counts, before and after it is pruned', async () => {
    const { list, store, clock } = await setUp();
    await list.revoke(token('token-1'), start + 1_000);
    await list.revoke(user('ada'), start + 1_000);
    clock.time += 1_000;
    expect(list.isRevoked(grant())).toBe(false);
    expect(list.size).toBe(2);
    await list.prune();
    expect(list.isRevoked(grant())).toBe(false);
    expect(list.size).toBe(0);
    expect(store.records).toEqual([]);
  });
});

describe('loadRevocationList', () => {
  it('rejects when the store cannot be read, as nobody knows then whom to keep out', async () => {
    const { store, reload } = await setUp();
    store.fault = new StoreUnavailableError('unreadable');
    await expect(reload()).rejects.toThrow(StoreUnavailableError);
  });

  it('takes the latest of several records about one subject, in any order', async () => {
    const { store, reload } = await setUp();
    store.records = [
      { subject: user('ada'), revokedAt: start + 50_000, expiresAt: start + 100_000 },
      { subject: user('ada'), revokedAt: start, expiresAt: start + 200_000 },
    ];
    const list = await reload();
    expect(list.size).toBe(1);
    expect(list.isRevoked(grant({ issuedAt: start + 50_000 }))).toBe(true);
  });
});
