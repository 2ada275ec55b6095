import { describe, expect, it } from 'vitest';
import type { Revocation, RevocationStore } from '../../src/core/store.js';

/** A place where revocations outlive the store that wrote them. */
export interface RevocationStorePlace {
  open(): Promise<{ readonly revocations: RevocationStore; close(): Promise<void> }>;
}

const token: Revocation = { subject: { kind: 'token', tokenId: 'jti/1' }, revokedAt: 1_000, expiresAt: 5_000 };
const user: Revocation = { subject: { kind: 'user', userId: 'ann' }, revokedAt: 2_000, expiresAt: 9_000 };

/** What every `RevocationStore` keeps to. */
export function describeRevocationStore(name: string, createPlace: () => Promise<RevocationStorePlace>): void {
  describe(`RevocationStore contract: ${name}`, () => {
    it('starts empty', async () => {
      const store = await (await createPlace()).open();
      expect(await store.revocations.list(0)).toEqual([]);
      await store.close();
    });

    it('keeps revocations over a restart', async () => {
      const place = await createPlace();
      const first = await place.open();
      await first.revocations.add(token);
      await first.revocations.add(user);
      await first.close();
      const second = await place.open();
      expect(byTime(await second.revocations.list(3_000))).toEqual([token, user]);
      await second.close();
    });

    it('forgets those that have expired', async () => {
      const store = await (await createPlace()).open();
      await store.revocations.add(token);
      await store.revocations.add(user);
      expect(await store.revocations.list(5_000)).toEqual([user]);
      expect(await store.revocations.list(9_000)).toEqual([]);
      await store.close();
    });

    it('keeps a longer revocation beside a newer and shorter one of the same person', async () => {
      const store = await (await createPlace()).open();
      const newer: Revocation = { ...user, revokedAt: 4_000, expiresAt: 6_000 };
      await store.revocations.add(user);
      await store.revocations.add(newer);
      await store.revocations.add(newer);
      expect(byTime(await store.revocations.list(0))).toEqual([user, newer]);
      expect(await store.revocations.list(7_000)).toEqual([user]);
      await store.close();
    });

    it('does not take a token for a person of the same id', async () => {
      const store = await (await createPlace()).open();
      const person: Revocation = { ...token, subject: { kind: 'user', userId: 'jti/1' } };
      await store.revocations.add(token);
      await store.revocations.add(person);
      expect(await store.revocations.list(0)).toHaveLength(2);
      await store.close();
    });
  });
}

function byTime(revocations: readonly Revocation[]): Revocation[] {
  return [...revocations].sort((a, b) => a.revokedAt - b.revokedAt);
}
