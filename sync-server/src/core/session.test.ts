import { describe, expect, it } from 'vitest';
import { CoreHarness, guest, person, textSeenBy, Writer } from '../../test/support/core-harness.js';
import { ScriptedStore } from '../../test/support/scripted-store.js';
import { AuthUnavailableError, ForbiddenError } from './errors.js';

describe('opening a session', () => {
  it('[S1] sends hello, then step 1, to a client of our subprotocol', async () => {
    const core = new CoreHarness();
    const { connection } = await core.join({ grant: person('ada'), speaksExtension: true });
    expect(connection.frames.map(({ type }) => type)).toEqual(['hello', 'sync-step-1']);
    expect(connection.of('hello')[0]?.hello).toMatchObject({
      role: 'edit',
      user: { id: 'ada', name: 'ADA' },
      schemaVersion: 1,
    });
  });

  it('[S1] sends a stock client only what it knows', async () => {
    const { connection } = await new CoreHarness().join();
    expect(connection.frames).toEqual([{ type: 'sync-step-1', stateVector: Uint8Array.of(0) }]);
  });

  it('[S2] does not ask a reader for what could not be kept', async () => {
    const { connection } = await new CoreHarness().join({ grant: person('eve', 'view') });
    expect(connection.of('sync-step-1')).toEqual([]);
  });

  it('[S3] answers what arrived before the room was loaded, in order', async () => {
    const core = new CoreHarness();
    const peer = core.connect();
    peer.say({ type: 'update', update: new Writer().type('early') });
    peer.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    expect(peer.connection.frames).toEqual([]);
    await core.clock.pass(0);
    expect(textSeenBy(peer)).toBe('early');
  });

  it('[S3] ends a session that sends too much before the room is loaded', async () => {
    const core = new CoreHarness(new ScriptedStore(), { frameBytes: 100 });
    const peer = core.connect();
    for (let frame = 0; frame < 12; frame++) peer.say({ type: 'token', token: 'longer' });
    peer.say({ type: 'token', token: 'x'.repeat(60) });
    expect(peer.connection.closed?.code).toBe(4529);
    await core.clock.pass(0);
    expect(core.registry.sessionCount).toBe(0);
  });

  it('[S4] closes with a retryable code when the room cannot be loaded, and serves it once it can', async () => {
    const store = new ScriptedStore();
    store.loadMode = 'fails';
    const core = new CoreHarness(store);
    const refused = await core.join();
    expect(refused.connection.closed?.code).toBe(4503);
    expect(refused.connection.frames).toEqual([]);
    store.loadMode = 'works';
    const served = await core.join();
    expect(served.connection.closed).toBeNull();
  });

  it('[S5] loads a room once for everybody who asks at the same time', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store);
    const peers = Array.from({ length: 20 }, () => core.connect());
    await core.clock.pass(0);
    expect(store.loads).toBe(1);
    expect(peers.every(({ connection }) => connection.of('sync-step-1').length === 1)).toBe(true);
  });
});

describe('bad frames', () => {
  it.each<[string, number[], number]>([
    ['an empty frame', [], 4400],
    ['a cut frame', [0, 2, 200], 4400],
    ['two messages in one frame', [3, 3], 4400],
    ['an unknown message', [77], 4400],
    ['a message that only a server sends', [111, 1], 4400],
    ['an update that is no update', [0, 2, 3, 9, 9, 9], 4400],
    ['an update with bytes behind it', [0, 2, 3, 0, 0, 0], 4400],
    ['a state vector that is none', [0, 0, 1, 9], 4400],
    ['awareness that is none', [1, 2, 9, 9], 4400],
    ['awareness that is not JSON', [1, 4, 1, 5, 1, 1, 123], 4400],
  ])('[S6] %s ends that session with its code and nobody else notices', async (_what, bytes, code) => {
    const core = new CoreHarness();
    const bystander = await core.join();
    const framesBefore = bystander.connection.frames.length;
    const peer = await core.join();
    peer.sayBytes(...bytes);
    await core.clock.pass(1_000);
    expect(peer.connection.closed?.code).toBe(code);
    expect(bystander.connection.closed).toBeNull();
    expect(bystander.connection.frames.length).toBe(framesBefore);
    expect(core.errors).toEqual([]);
  });

  it('[S6] a text frame ends the session', async () => {
    const peer = await new CoreHarness().join();
    peer.session.receiveText();
    expect(peer.connection.closed?.code).toBe(4400);
  });

  it('[S7] a frame past the limit ends the session for good', async () => {
    const peer = await new CoreHarness(new ScriptedStore(), { frameBytes: 10 }).join();
    peer.say({ type: 'token', token: 'x'.repeat(20) });
    expect(peer.connection.closed?.code).toBe(4413);
  });

  it('[S8] too many messages end the session with a code that may retry; a slow client never meets it', async () => {
    const core = new CoreHarness(new ScriptedStore(), { messagesPerSecond: 2 });
    const fast = await core.join();
    for (let message = 0; message < 10; message++) fast.say({ type: 'keep-alive' });
    expect(fast.connection.closed).toBeNull();
    fast.say({ type: 'keep-alive' });
    expect(fast.connection.closed?.code).toBe(4529);
    const slow = await core.join();
    for (let message = 0; message < 50; message++) {
      slow.say({ type: 'keep-alive' });
      await core.clock.pass(500);
    }
    expect(slow.connection.closed).toBeNull();
  });
});

describe('acknowledgements', () => {
  it('[R4] count updates and step 2 of this connection, once they are on disk', async () => {
    const store = new ScriptedStore();
    store.mode = 'hangs';
    const core = new CoreHarness(store);
    const peer = await core.join({ speaksExtension: true });
    const writer = new Writer();
    peer.say({ type: 'update', update: writer.type('a') });
    peer.say({ type: 'update', update: writer.type('b') });
    await core.clock.pass(2_000);
    expect(peer.connection.of('ack')).toEqual([]);
    store.heal();
    await core.clock.pass(0);
    expect(peer.connection.of('ack').at(-1)).toEqual({ type: 'ack', durable: 2 });
    peer.say({ type: 'sync-step-2', update: Uint8Array.of(0, 0) });
    expect(peer.connection.of('ack').at(-1)).toEqual({ type: 'ack', durable: 3 });
  });

  it('[R4] are not sent to clients that do not know them', async () => {
    const core = new CoreHarness();
    const peer = await core.join();
    peer.say({ type: 'update', update: new Writer().type('a') });
    await core.clock.pass(100);
    expect(peer.connection.of('ack')).toEqual([]);
  });

  it('[R5] wait for others when a client repeats what is still on its way to the disk', async () => {
    const store = new ScriptedStore();
    store.mode = 'hangs';
    const core = new CoreHarness(store);
    const [first, second] = [await core.join(), await core.join({ speaksExtension: true })];
    const update = new Writer().type('same');
    first.say({ type: 'update', update });
    second.say({ type: 'update', update });
    await core.clock.pass(100);
    expect(second.connection.of('ack')).toEqual([]);
    store.heal();
    await core.clock.pass(0);
    expect(second.connection.of('ack')).toEqual([{ type: 'ack', durable: 1 }]);
  });
});

describe('permissions', () => {
  it.each(['view', 'comment'] as const)('[A3] refuses and counts the updates of a %s session', async (role) => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store);
    const reader = await core.join({ grant: person('eve', role), speaksExtension: true });
    const other = await core.join();
    reader.say({ type: 'update', update: new Writer().type('graffiti') });
    await core.clock.pass(1_000);
    expect(store.text('room')).toBe('');
    expect(textSeenBy(other)).toBe('');
    expect(reader.connection.of('ack')).toEqual([]);
    expect(reader.connection.of('auth-denied')).toHaveLength(1);
    expect(reader.connection.closed).toBeNull();
    expect(core.count('updates-refused-read-only')).toBe(1);
  });

  it('[A3] still lets a reader read', async () => {
    const core = new CoreHarness();
    const writer = await core.join();
    writer.say({ type: 'update', update: new Writer().type('news') });
    const reader = await core.join({ grant: person('eve', 'view') });
    reader.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    expect(textSeenBy(reader)).toBe('news');
  });

  it('[A4] ends a session when its token expires, however far away that is', async () => {
    const core = new CoreHarness();
    const inAWhile = core.clock.now() + 60 * 3_600_000;
    const peer = await core.join({ grant: person('ada', 'edit', inAWhile) });
    await core.clock.pass(59 * 3_600_000);
    expect(peer.connection.closed).toBeNull();
    await core.clock.pass(3_600_000);
    expect(peer.connection.closed?.code).toBe(4401);
  });

  it('[A5] goes on with a fresh token, and says so by a new hello', async () => {
    const core = new CoreHarness();
    const soon = core.clock.now() + 10_000;
    const peer = await core.join({ grant: person('ada', 'edit', soon), speaksExtension: true });
    core.nextGrant = person('ada', 'view', soon + 10_000);
    peer.say({ type: 'token', token: 'fresh' });
    await core.clock.pass(15_000);
    expect(peer.connection.closed).toBeNull();
    expect(peer.connection.of('hello').map(({ hello }) => hello.role)).toEqual(['edit', 'view']);
    await core.clock.pass(10_000);
    expect(peer.connection.closed?.code).toBe(4401);
  });

  it('[A5] refuses a fresh token of somebody else, or one that is not good', async () => {
    const core = new CoreHarness();
    const peer = await core.join({ grant: person('ada') });
    core.nextGrant = person('mallory');
    peer.say({ type: 'token', token: 'fresh' });
    await core.clock.pass(0);
    expect(peer.connection.closed?.code).toBe(4403);
    const other = await core.join({ grant: person('ada') });
    core.nextGrant = new ForbiddenError('not in this room');
    other.say({ type: 'token', token: 'fresh' });
    await core.clock.pass(0);
    expect(other.connection.closed?.code).toBe(4403);
  });

  it('[A5] keeps the session while the fresh token cannot be judged', async () => {
    const core = new CoreHarness();
    const peer = await core.join({ grant: person('ada') });
    core.nextGrant = new AuthUnavailableError('the key server does not answer');
    peer.say({ type: 'token', token: 'fresh' });
    await core.clock.pass(0);
    expect(peer.connection.closed).toBeNull();
  });

  it('[A6] asks a reader that becomes a writer for its edits, on a fresh connection if some were refused', async () => {
    const core = new CoreHarness();
    const patient = await core.join({ grant: person('ada', 'view') });
    const eager = await core.join({ grant: person('bob', 'view') });
    eager.say({ type: 'update', update: new Writer().type('too early') });
    core.nextGrant = person('ada', 'edit');
    patient.say({ type: 'token', token: 'fresh' });
    await core.clock.pass(0);
    expect(patient.connection.of('sync-step-1')).toHaveLength(1);
    core.nextGrant = person('bob', 'edit');
    eager.say({ type: 'token', token: 'fresh' });
    await core.clock.pass(0);
    expect(eager.connection.closed?.code).toBe(1012);
  });
});

describe('keep-alive', () => {
  it('[S9] says something at least every 20 s to a client without awareness', async () => {
    const core = new CoreHarness();
    const stock = await core.join();
    const ours = await core.join({ speaksExtension: true });
    for (let period = 0; period < 6; period++) {
      const before = [stock.connection.frames.length, ours.connection.frames.length];
      await core.clock.pass(20_000);
      expect(stock.connection.frames.length).toBeGreaterThan(before[0] ?? 0);
      expect(ours.connection.frames.length).toBeGreaterThan(before[1] ?? 0);
    }
    expect(stock.connection.awareness()).toEqual([]);
    expect(ours.connection.of('keep-alive').length).toBeGreaterThan(0);
    expect(stock.connection.of('keep-alive')).toEqual([]);
  });

  it('[S9] does so as well after the clock was set back', async () => {
    const core = new CoreHarness();
    const peer = await core.join({ speaksExtension: true });
    core.clock.set(-3_600_000);
    await core.clock.pass(20_000);
    expect(peer.connection.of('keep-alive')).not.toEqual([]);
    // And then no more often than ever.
    await core.clock.pass(60_000);
    expect(peer.connection.of('keep-alive').length).toBeLessThanOrEqual(6);
  });

  it('[S9] stops with the session', async () => {
    const core = new CoreHarness();
    const peer = await core.join({ grant: guest });
    peer.session.disconnected();
    const before = peer.connection.frames.length;
    await core.clock.pass(60_000);
    expect(peer.connection.frames.length).toBe(before);
    expect(core.registry.sessionCount).toBe(0);
  });
});
