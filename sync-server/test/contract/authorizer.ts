import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Authorizer, Credentials } from '../../src/core/authorizer.js';
import { ForbiddenError, SyncError, UnauthenticatedError } from '../../src/core/errors.js';

/** An authorizer with examples of what it lets in and what it does not. A list may be empty where nothing is refused. */
export interface AuthorizerExamples {
  readonly authorizer: Authorizer;
  readonly accepted: readonly { readonly credentials: Credentials; readonly room: string }[];
  /** Good credentials that do not cover the room. */
  readonly forbidden: readonly { readonly credentials: Credentials; readonly room: string }[];
  /** Credentials that are good for nothing. */
  readonly unauthenticated: readonly Credentials[];
}

/**
 * What every `Authorizer` keeps to.
 *
 * @param now the time that the authorizer believes it is, milliseconds since the epoch.
 */
export function describeAuthorizer(
  name: string,
  options: { readonly now: () => number; create(): Promise<AuthorizerExamples> },
): void {
  describe(`Authorizer contract: ${name}`, () => {
    it('lets good credentials in, with a grant that holds from now on', async () => {
      const { authorizer, accepted } = await options.create();
      expect(accepted.length).toBeGreaterThan(0);
      for (const { credentials, room } of accepted) {
        const grant = await authorizer.authorize(credentials, room);
        expect(['view', 'comment', 'edit']).toContain(grant.role);
        if (grant.expiresAt !== null) expect(grant.expiresAt).toBeGreaterThan(options.now());
        if (grant.user !== null) expect(grant.user.id).not.toBe('');
      }
    });

    it('says the same of a room to identify as to authorize', async () => {
      const { authorizer, accepted, forbidden } = await options.create();
      for (const { credentials, room } of accepted) {
        const grant = await authorizer.authorize(credentials, room);
        const principal = await authorizer.identify(credentials);
        expect(principal.roleIn(room)).toBe(grant.role);
        expect(principal.user).toEqual(grant.user);
      }
      for (const { credentials, room } of forbidden) {
        expect((await authorizer.identify(credentials)).roleIn(room)).toBeNull();
      }
    });

    it('refuses a room out of reach with ForbiddenError', async () => {
      const { authorizer, forbidden } = await options.create();
      for (const { credentials, room } of forbidden) {
        await expect(authorizer.authorize(credentials, room)).rejects.toThrow(ForbiddenError);
      }
    });

    it('refuses bad credentials with UnauthenticatedError, with and without a room', async () => {
      const { authorizer, accepted, unauthenticated } = await options.create();
      for (const credentials of unauthenticated) {
        for (const { room } of accepted) {
          await expect(authorizer.authorize(credentials, room)).rejects.toThrow(UnauthenticatedError);
        }
        await expect(authorizer.identify(credentials)).rejects.toThrow(UnauthenticatedError);
      }
    });

    it('answers calls that overlap each for itself', async () => {
      const { authorizer, accepted, unauthenticated } = await options.create();
      const calls = [...accepted, ...accepted].map(({ credentials, room }) => authorizer.authorize(credentials, room));
      const refused = unauthenticated.map((credentials) => authorizer.identify(credentials));
      const [grants] = await Promise.all([Promise.all(calls), Promise.allSettled(refused)]);
      expect(grants.slice(accepted.length)).toEqual(grants.slice(0, accepted.length));
    });

    it('answers any text in place of a token with a grant or one of its errors, which do not repeat it', async () => {
      const { authorizer, accepted } = await options.create();
      const tokens = accepted.map(({ credentials }) => credentials.token ?? 'none');
      const cut = fc.tuple(fc.constantFrom(...tokens), fc.nat(), fc.string()).map(([token, at, text]) => {
        const where = at % (token.length + 1);
        return `${token.slice(0, where)}${text}${token.slice(where + 1)}`;
      });
      const dotted = fc.array(fc.base64String(), { minLength: 3, maxLength: 5 }).map((parts) => parts.join('.'));
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), cut, dotted), async (token) => {
          try {
            await authorizer.authorize({ token }, 'some/room');
          } catch (error) {
            expect(error).toBeInstanceOf(SyncError);
            if (token.length > 30) expect(String(error)).not.toContain(token);
          }
        }),
        { numRuns: 200 },
      );
    });
  });
}
