import type { Grant } from '../core/authorizer.js';
import { TooManyError } from '../core/errors.js';
import type { Revocation, RevocationStore } from '../core/store.js';
import { clockToleranceMs, maxTokenLifetimeMs } from './token-lifetime.js';

/** Tokens and people that are locked out before their tokens expire. */
export interface RevocationList {
  /**
   * Locks out one token, or every token that a user was issued up to now. It holds once this resolves; the caller then
   * closes the live sessions for which `isRevoked` says so. Revoking twice is harmless.
   *
   * @param expiresAt when the last token concerned has expired anyway, milliseconds since the epoch. If it is not known,
   *   the revocation is kept as long as any token can live.
   * @throws {TooManyError} when the list is full of revocations that have not expired.
   * @throws whatever the store rejects with; the revocation then does not hold.
   */
  revoke(subject: Revocation['subject'], expiresAt?: number): Promise<Revocation>;
  /**
   * Whether what this grant came from has been revoked. A session must ask again at the moment it goes live: the
   * revocation may have happened between its authorisation and then.
   */
  isRevoked(grant: Pick<Grant, 'tokenId' | 'user' | 'issuedAt'>): boolean;
  /** Forgets expired revocations, here and in the store. To be called now and then, such as hourly. */
  prune(): Promise<void>;
  /** How many are held. */
  readonly size: number;
}

export interface RevocationListOptions {
  /** Most revocations held at a time. */
  readonly maxRevocations?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * Reads the stored revocations into memory, where authorising looks them up without waiting.
 *
 * @throws whatever the store rejects with: a server that cannot read them must not start, or it would let them back in.
 */
export async function loadRevocationList(
  store: RevocationStore,
  { maxRevocations = 100_000, now = Date.now }: RevocationListOptions = {},
): Promise<RevocationList> {
  const tokens = new Map<string, Revocation>();
  const users = new Map<string, Revocation>();
  for (const revocation of await store.list(now())) hold(revocation);

  function held(subject: Revocation['subject']): Revocation | undefined {
    return subject.kind === 'token' ? tokens.get(subject.tokenId) : users.get(subject.userId);
  }

  /** Of two about the same subject the later and longer one counts, in whatever order they arrive. */
  function merged(revocation: Revocation): Revocation {
    const other = held(revocation.subject);
    return {
      subject: revocation.subject,
      revokedAt: Math.max(revocation.revokedAt, other?.revokedAt ?? 0),
      expiresAt: Math.max(revocation.expiresAt, other?.expiresAt ?? 0),
    };
  }

  function hold(revocation: Revocation): void {
    const { subject } = revocation;
    if (subject.kind === 'token') tokens.set(subject.tokenId, merged(revocation));
    else users.set(subject.userId, merged(revocation));
  }

  function forgetExpired(at: number): void {
    for (const index of [tokens, users]) {
      for (const [key, { expiresAt }] of index) if (expiresAt <= at) index.delete(key);
    }
  }

  const size = () => tokens.size + users.size;
  // Writes under way count as held, so that many at once cannot pass the bound together.
  let pending = 0;

  return {
    async revoke(subject, expiresAt) {
      const at = now();
      const isNew = held(subject) === undefined;
      if (isNew && size() + pending >= maxRevocations) {
        forgetExpired(at);
        if (size() + pending >= maxRevocations) throw new TooManyError('the list of revocations is full');
      }
      const latest = at + maxTokenLifetimeMs + clockToleranceMs;
      const revocation = merged({
        subject,
        revokedAt: at,
        expiresAt: Math.min(Math.ceil(expiresAt ?? latest), latest),
      });
      if (isNew) pending++;
      try {
        await store.add(revocation);
      } finally {
        if (isNew) pending--;
      }
      hold(revocation);
      return revocation;
    },

    isRevoked({ tokenId, user, issuedAt }) {
      const at = now();
      const ofToken = tokenId === null ? undefined : tokens.get(tokenId);
      if (ofToken !== undefined && ofToken.expiresAt > at) return true;
      const ofUser = user === null ? undefined : users.get(user.id);
      if (ofUser === undefined || ofUser.expiresAt <= at) return false;
      // `iat` is in whole seconds of a clock that may be ahead of this one: a token issued just before the revocation
      // may carry a later time. In doubt it is refused; the person's next token, seconds later, is not.
      return issuedAt === null || issuedAt <= ofUser.revokedAt + clockToleranceMs;
    },

    async prune() {
      const at = now();
      forgetExpired(at);
      await store.list(at);
    },

    get size() {
      return size();
    },
  };
}
