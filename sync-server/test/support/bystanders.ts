import { expect, onTestFinished, vi } from 'vitest';
import { eventually } from './eventually.js';
import { StockClient } from './stock-client.js';

/** Two people in a room who want to write in peace while a test does something bad nearby. */
export interface Bystanders {
  readonly ada: StockClient;
  readonly bob: StockClient;
  /** Shows that both still see each other, and that neither of them has noticed anything since they came. */
  expectUndisturbed(): Promise<void>;
}

/** @param tokenFor makes the tokens of people with these names; without it they are guests */
export async function joinBystanders(
  syncUrl: string,
  tokenFor?: (claims: { sub: string; name: string }) => Promise<string>,
): Promise<Bystanders> {
  // y-websocket reports on the console what it could not read or apply.
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => complaints.mockRestore());
  const join = async (sub: string, name: string) => {
    const params = tokenFor === undefined ? {} : { token: await tokenFor({ sub, name }) };
    return StockClient.join(syncUrl, { params });
  };
  const ada = await join('ada', 'Ada');
  const bob = await join('bob', 'Bob');
  ada.provider.awareness.setLocalStateField('user', { name: 'Ada', color: '#aa0000' });
  bob.provider.awareness.setLocalStateField('user', { name: 'Bob', color: '#00aa00' });
  let edits = 0;
  return {
    ada,
    bob,
    async expectUndisturbed() {
      const before = ada.text.toString();
      const mark = `#${++edits}`;
      ada.text.insert(ada.text.length, mark);
      await eventually(() => expect(bob.text.toString()).toBe(before + mark));
      bob.text.delete(before.length, mark.length);
      await eventually(() => expect(ada.text.toString()).toBe(before));
      await eventually(() => expect([ada.othersNames(), bob.othersNames()]).toEqual([['Bob'], ['Ada']]));
      for (const { closes, connectionErrors, doc } of [ada, bob]) {
        expect(closes).toEqual([]);
        expect(connectionErrors).toEqual([]);
        expect(doc.store.pendingStructs).toBeNull();
      }
      expect(complaints.mock.calls).toEqual([]);
    },
  };
}
