import { describe, expect, it } from 'vitest';
import { describeAuthorizer } from '../../test/contract/authorizer.js';
import { createOpenAuthorizer } from './open-authorizer.js';

describeAuthorizer('open', {
  now: Date.now,
  create: async () => ({
    authorizer: createOpenAuthorizer(),
    accepted: [
      { credentials: { token: null }, room: 'notes' },
      { credentials: { token: 'anything' }, room: 'team/plan' },
    ],
    forbidden: [],
    unauthenticated: [],
  }),
});

describe('createOpenAuthorizer', () => {
  it('lets everybody edit as a guest, without end', async () => {
    const grant = await createOpenAuthorizer().authorize({ token: null }, 'notes');
    expect(grant).toEqual({ role: 'edit', user: null, expiresAt: null, tokenId: null, issuedAt: null });
  });

  it('lets nobody revoke', async () => {
    const principal = await createOpenAuthorizer().identify({ token: null });
    expect(principal.isAdmin).toBe(false);
    expect(principal.roleIn('anything')).toBe('edit');
  });
});
