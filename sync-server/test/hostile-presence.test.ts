import { encodeAwareness } from '@manyhands/protocol';
import { describe, expect, it } from 'vitest';
import { joinBystanders } from './support/bystanders.js';
import { eventually } from './support/eventually.js';
import { startLocalServer } from './support/local-server.js';
import { RawClient } from './support/raw-client.js';
import { secret, token } from './support/tokens.js';

function sayPresence(client: RawClient, clientId: number, clock: number, state: unknown): void {
  const bytes = state === null ? null : new TextEncoder().encode(JSON.stringify(state));
  client.send({ type: 'awareness', entries: encodeAwareness([{ clientId, clock, state: bytes }]) });
}

/** Waits until the server has handled all that was said before. */
async function handled(client: RawClient): Promise<void> {
  const answers = client.of('sync-step-2').length;
  client.send({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
  await eventually(() => expect(client.of('sync-step-2').length).toBeGreaterThan(answers));
}

describe('presence that is not true', () => {
  it("[P5] in somebody else's name is shown to nobody, nor can it send them away", async () => {
    const { syncUrl } = await startLocalServer();
    const { ada, bob, expectUndisturbed } = await joinBystanders(syncUrl);
    await expectUndisturbed();
    const clock = ada.provider.awareness.meta.get(ada.doc.clientID)?.clock ?? 0;
    const attacker = await RawClient.join(`${syncUrl}/room`);
    sayPresence(attacker, ada.doc.clientID, clock + 10, { user: { name: 'Mallory' } });
    sayPresence(attacker, ada.doc.clientID, clock, null);
    sayPresence(attacker, ada.doc.clientID, clock + 20, null);
    await handled(attacker);
    await expectUndisturbed();
    expect(bob.provider.awareness.getStates().get(ada.doc.clientID)?.user).toMatchObject({ name: 'Ada' });
    attacker.leave();
    await expectUndisturbed();
  });

  it('[P7] about who one is shows what the token says', async () => {
    const auth = { mode: 'jwt', key: { kind: 'secret', secret } } as const;
    const { syncUrl } = await startLocalServer({ auth });
    const watcher = await RawClient.join(`${syncUrl}/room?token=${await token({ sub: 'watcher' })}`);
    const attacker = await RawClient.join(`${syncUrl}/room?token=${await token({ sub: 'mallory', name: 'Mallory' })}`);
    sayPresence(attacker, 7, 1, { user: { id: 'ada', name: 'Ada', color: 'url(javascript:alert(1))' } });
    const { entries } = await watcher.has('awareness');
    const said = new TextDecoder().decode(entries);
    expect(said).toContain('"id":"mallory","name":"Mallory","color":"#');
    expect(said).not.toContain('Ada');
    expect(said).not.toContain('javascript');
  });

  it.each([
    [
      'too large a state',
      { awarenessBytes: 1_000 },
      (client: RawClient) => sayPresence(client, 7, 1, { x: 'x'.repeat(1_000) }),
    ],
    [
      'too many people in one connection',
      { awarenessIds: 3 },
      (client: RawClient) => {
        for (let id = 1; id <= 4; id++) sayPresence(client, id, 1, {});
      },
    ],
  ])('[L2] %s ends the session with 4413', async (_, limits, attack) => {
    const { syncUrl } = await startLocalServer({ limits });
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const attacker = await RawClient.join(`${syncUrl}/room`);
    attack(attacker);
    expect(await attacker.closedWith()).toBe(4413);
    await expectUndisturbed();
  });
});
