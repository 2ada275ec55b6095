import { describe, expect, it } from 'vitest';
import { CoreHarness, type Peer, person, Writer } from '../../test/support/core-harness.js';
import { ScriptedStore } from '../../test/support/scripted-store.js';

const decoder = new TextDecoder();

/** The state of a client as `peer` knows it, by the rules of y-protocols. */
function seen(peer: Peer, clientId: number): Record<string, unknown> | null | undefined {
  let clock = -1;
  let state: Record<string, unknown> | null | undefined;
  for (const entry of peer.connection.awareness()) {
    if (entry.clientId !== clientId) continue;
    if (entry.clock < clock || (entry.clock === clock && entry.state !== null)) continue;
    clock = entry.clock;
    state = entry.state === null ? null : JSON.parse(decoder.decode(entry.state));
  }
  return state;
}

describe('presence', () => {
  it('[P1] reaches everybody including its sender, and those who come later', async () => {
    const core = new CoreHarness();
    const [ada, bob] = [await core.join(), await core.join()];
    ada.presence(1, 1, { cursor: 5 });
    await core.clock.pass(50);
    expect(seen(bob, 1)).toEqual({ cursor: 5 });
    expect(seen(ada, 1)).toEqual({ cursor: 5 });
    expect(seen(await core.join(), 1)).toEqual({ cursor: 5 });
  });

  it('[P2] goes out at most 20 times a second, with the latest of each', async () => {
    const core = new CoreHarness();
    const [ada, bob] = [await core.join(), await core.join()];
    for (let move = 1; move <= 100; move++) {
      ada.presence(1, move, { cursor: move });
      await core.clock.pass(10);
    }
    await core.clock.pass(50);
    expect(bob.connection.of('awareness').length).toBeLessThanOrEqual(22);
    expect(seen(bob, 1)).toEqual({ cursor: 100 });
  });

  it('[P3] ends with the connection', async () => {
    const core = new CoreHarness();
    const [ada, bob] = [await core.join(), await core.join()];
    ada.presence(1, 1, { cursor: 5 });
    await core.clock.pass(50);
    ada.session.disconnected();
    await core.clock.pass(50);
    expect(seen(bob, 1)).toBeNull();
    expect(seen(await core.join(), 1)).toBeUndefined();
  });

  it('[P4] ignores echoes and time-outs of others', async () => {
    const core = new CoreHarness();
    const [ada, bob] = [await core.join(), await core.join()];
    ada.presence(1, 3, { cursor: 3 });
    await core.clock.pass(50);
    bob.presence(1, 3, { cursor: 3 });
    bob.presence(1, 2, { cursor: 2 });
    bob.presence(1, 3, null);
    bob.presence(1, 9, null);
    await core.clock.pass(100);
    expect(seen(bob, 1)).toEqual({ cursor: 3 });
    expect(ada.connection.probes).toBe(0);
  });

  it('[P5] of somebody else cannot be forged; the owner is asked for a sign of life', async () => {
    const core = new CoreHarness();
    const [ada, mallory, bob] = [await core.join(), await core.join(), await core.join()];
    ada.presence(1, 1, { user: { name: 'Ada' } });
    await core.clock.pass(50);
    mallory.presence(1, 50, { user: { name: 'Ada the fool' } });
    await core.clock.pass(1_000);
    expect(seen(bob, 1)).toEqual({ user: { name: 'Ada' } });
    expect(core.count('awareness-forged')).toBe(1);
    expect(ada.connection.probes).toBe(1);
    expect(mallory.connection.closed).toBeNull();
    mallory.session.disconnected();
    await core.clock.pass(100);
    expect(seen(bob, 1)).toEqual({ user: { name: 'Ada' } });
  });

  it('[P5] moves to the new connection of a guest once the old one is found dead', async () => {
    const core = new CoreHarness();
    const [before, bob] = [await core.join(), await core.join()];
    before.presence(1, 1, { cursor: 1 });
    const after = await core.join();
    after.presence(1, 2, { cursor: 2 });
    before.session.disconnected();
    await core.clock.pass(100);
    expect(seen(bob, 1)).toEqual({ cursor: 2 });
    after.presence(1, 3, { cursor: 3 });
    await core.clock.pass(100);
    expect(seen(bob, 1)).toEqual({ cursor: 3 });
  });

  it('[P5] moves at once between connections of one known person', async () => {
    const core = new CoreHarness();
    const [before, bob] = [await core.join({ grant: person('ada') }), await core.join()];
    before.presence(1, 1, { cursor: 1 });
    const after = await core.join({ grant: person('ada') });
    after.presence(1, 2, { cursor: 2 });
    before.session.disconnected();
    await core.clock.pass(100);
    expect(seen(bob, 1)).toMatchObject({ cursor: 2 });
  });

  it('[P6] tells a client that returns with a clock its peers have seen, so that it announces itself', async () => {
    const core = new CoreHarness();
    const [ada, bob] = [await core.join(), await core.join()];
    ada.presence(1, 4, { cursor: 4 });
    ada.session.disconnected();
    await core.clock.pass(100);
    const back = await core.join();
    back.presence(1, 4, { cursor: 4 });
    expect(back.connection.awareness().at(-1)).toEqual({ clientId: 1, clock: 4, state: null });
    back.presence(1, 5, { cursor: 4 });
    await core.clock.pass(100);
    expect(seen(bob, 1)).toEqual({ cursor: 4 });
  });

  it('[P6] tells it also when a restart made the server forget', async () => {
    const core = new CoreHarness();
    const ada = await core.join();
    ada.say({ type: 'sync-step-1', stateVector: Uint8Array.of(1, 9, 3) });
    ada.presence(1, 4, { cursor: 4 });
    expect(ada.connection.awareness().at(-1)).toEqual({ clientId: 1, clock: 4, state: null });
    ada.presence(1, 5, { cursor: 4 });
    expect(ada.connection.awareness().filter(({ state }) => state === null)).toHaveLength(1);
  });

  it('[P7] carries the name and colour that the server knows', async () => {
    const core = new CoreHarness();
    const [ada, bob] = [await core.join({ grant: person('ada') }), await core.join()];
    ada.presence(1, 1, { user: { name: 'The boss', color: '#000000' }, cursor: 1 });
    await core.clock.pass(50);
    expect(seen(bob, 1)).toMatchObject({ user: { id: 'ada', name: 'ADA' }, cursor: 1 });
    expect(seen(bob, 1)).not.toMatchObject({ user: { color: '#000000' } });
  });

  it.each<[string, unknown]>([
    ['a colour that is CSS', { name: 'Eve', color: 'red;background:url(//evil.example)' }],
    ['a colour that is an object', { name: 'Eve', color: {} }],
    ['a name that is not text', { name: { toString: 'x' }, color: '#112233' }],
    ['a very long name', { name: 'E'.repeat(5_000), color: '#112233' }],
    ['a user that is not an object', 'Eve'],
  ])('[P8] of a guest is corrected: %s', async (_what, user) => {
    const core = new CoreHarness();
    const [eve, bob] = [await core.join(), await core.join()];
    eve.presence(1, 1, { user, cursor: 1 });
    await core.clock.pass(50);
    const shown = seen(bob, 1)?.user as { name?: string; color?: string };
    expect(String(shown.name ?? '').length).toBeLessThanOrEqual(80);
    expect(shown.color ?? '#000000').toMatch(/^#[0-9a-f]{6}$/i);
    expect(seen(bob, 1)).toMatchObject({ cursor: 1 });
  });

  it('[L2] past its size, or for too many clients, ends the session', async () => {
    const core = new CoreHarness(new ScriptedStore(), { awarenessBytes: 100, awarenessIds: 2 });
    const large = await core.join();
    large.presence(1, 1, { text: 'x'.repeat(200) });
    expect(large.connection.closed?.code).toBe(4413);
    const many = await core.join();
    for (const id of [5, 6, 7]) many.presence(id, 1, {});
    expect(many.connection.closed?.code).toBe(4413);
  });

  it('[P9] is told to a client that asks', async () => {
    const core = new CoreHarness();
    const [ada, bob] = [await core.join(), await core.join()];
    ada.presence(1, 1, { cursor: 1 });
    bob.say({ type: 'query-awareness' });
    expect(seen(bob, 1)).toEqual({ cursor: 1 });
    ada.say({ type: 'update', update: new Writer().type('x') });
  });
});
