import { describe, expect, it } from 'vitest';
import { sameIdentity } from './same-identity.js';

const ada = { user: { id: 'ada', name: 'Ada' } };
const guest = { user: null };

describe('sameIdentity', () => {
  it('goes by the user id, so that a person may change their name', () => {
    expect(sameIdentity(ada, { user: { id: 'ada', name: 'Ada Lovelace' } })).toBe(true);
  });

  it('tells two people of the same name apart', () => {
    expect(sameIdentity(ada, { user: { id: 'ada2', name: 'Ada' } })).toBe(false);
  });

  it('never takes a guest for a user', () => {
    expect(sameIdentity(ada, guest)).toBe(false);
    expect(sameIdentity(guest, ada)).toBe(false);
  });

  it('lets a guest stay a guest', () => {
    expect(sameIdentity(guest, guest)).toBe(true);
  });
});
