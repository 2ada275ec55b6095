import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CoreHarness, person, textOf, textSeenBy, Writer } from '../../test/support/core-harness.js';
import { ScriptedStore } from '../../test/support/scripted-store.js';

describe('passing updates on', () => {
  it('[R1] sends the first edit after a pause in the same turn, to everybody including its sender', async () => {
    const core = new CoreHarness();
    const [ada, bob] = [await core.join(), await core.join()];
    ada.say({ type: 'update', update: new Writer().type('hi') });
    await core.clock.pass(0);
    expect(textSeenBy(ada)).toBe('hi');
    expect(textSeenBy(bob)).toBe('hi');
  });

  it('[R2] gathers edits into one frame per gap, and the gap grows with the room', async () => {
    const core = new CoreHarness();
    const peers = await Promise.all(Array.from({ length: 60 }, () => core.join()));
    const [writer, reader] = [peers[0], peers[1]];
    const text = new Writer();
    writer?.say({ type: 'update', update: text.type('0') });
    await core.clock.pass(0);
    for (let edit = 1; edit <= 26; edit++) {
      writer?.say({ type: 'update', update: text.type(String(edit % 10)) });
      await core.clock.pass(1);
    }
    expect(reader?.connection.of('update')).toHaveLength(1);
    await core.clock.pass(1);
    expect(reader?.connection.of('update')).toHaveLength(2);
    expect(reader === undefined ? '' : textSeenBy(reader)).toBe('012345678901234567890123456');
  });

  it('[R2] makes two people wait for nothing', async () => {
    const core = new CoreHarness();
    const [ada, bob] = [await core.join(), await core.join()];
    const text = new Writer();
    for (let edit = 1; edit <= 5; edit++) {
      ada.say({ type: 'update', update: text.type('x') });
      await core.clock.pass(0);
      expect(bob.connection.of('update')).toHaveLength(edit);
    }
  });

  it('[R3] does not log or send what everybody knows', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store);
    const [ada, bob] = [await core.join(), await core.join()];
    const writer = new Writer();
    ada.say({ type: 'update', update: writer.type('some words') });
    ada.say({ type: 'update', update: writer.erase(0, 5) });
    await core.clock.pass(100);
    const sent = bob.connection.of('update').length;
    const logged = store.documents.get('room')?.records.length;
    bob.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(writer.doc) });
    bob.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(writer.doc, Y.encodeStateVector(writer.doc)) });
    await core.clock.pass(100);
    expect(bob.connection.of('update')).toHaveLength(sent);
    expect(store.documents.get('room')?.records).toHaveLength(logged ?? -1);
  });

  it('[R3] keeps a deletion that is new although all insertions are known', async () => {
    const core = new CoreHarness();
    const [ada, bob] = [await core.join(), await core.join()];
    const writer = new Writer();
    ada.say({ type: 'update', update: writer.type('some words') });
    await core.clock.pass(100);
    writer.erase(0, 5);
    ada.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(writer.doc, Y.encodeStateVector(writer.doc)) });
    await core.clock.pass(100);
    expect(textSeenBy(bob)).toBe('words');
  });

  it('[R3] takes updates out of order and answers with all of them', async () => {
    const core = new CoreHarness();
    const ada = await core.join();
    const writer = new Writer();
    const updates = ['a', 'b', 'c', 'd'].map((letter) => writer.type(letter));
    for (const index of [3, 1, 0, 2]) ada.say({ type: 'update', update: updates[index] ?? new Uint8Array() });
    await core.clock.pass(1_000);
    const late = await core.join();
    late.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    expect(textOf(late.connection.of('sync-step-2').map(({ update }) => update))).toBe('abcd');
  });

  it('[R6] answers step 1 with what is missing, even if that is nothing', async () => {
    const core = new CoreHarness();
    const ada = await core.join();
    const writer = new Writer();
    ada.say({ type: 'update', update: writer.type('known ') });
    const stateVector = Y.encodeStateVector(writer.doc);
    ada.say({ type: 'update', update: writer.type('new') });
    const bob = await core.join();
    bob.say({ type: 'sync-step-1', stateVector });
    bob.say({ type: 'sync-step-1', stateVector: Y.encodeStateVector(writer.doc) });
    const [first, second] = bob.connection.of('sync-step-2').map(({ update }) => update);
    expect(Y.decodeUpdate(first ?? new Uint8Array()).structs).toHaveLength(1);
    expect(second).toEqual(Uint8Array.of(0, 0));
  });
});

describe('readers that fall behind', () => {
  it('[B1] queues nothing past the bound and makes up with one update', async () => {
    const core = new CoreHarness(new ScriptedStore(), { outboxBytes: 1_000 });
    const [ada, slow] = [await core.join({ speaksExtension: true }), await core.join()];
    slow.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    slow.connection.isStuck = true;
    const writer = new Writer();
    for (let edit = 0; edit < 200; edit++) {
      ada.say({ type: 'update', update: writer.type('words and words ') });
      await core.clock.pass(10);
    }
    expect(slow.connection.bufferedBytes).toBeLessThan(1_100);
    const sent = slow.connection.of('update').length;
    slow.connection.drain();
    await core.clock.pass(100);
    expect(slow.connection.of('update')).toHaveLength(sent + 1);
    expect(textSeenBy(slow)).toBe(writer.text.toString());
    expect(core.count('resyncs')).toBe(1);
  });

  it('[B1] makes up for deletions too', async () => {
    const core = new CoreHarness(new ScriptedStore(), { outboxBytes: 10 });
    const [ada, slow] = [await core.join(), await core.join()];
    const writer = new Writer();
    ada.say({ type: 'update', update: writer.type('to be or not to be') });
    await core.clock.pass(100);
    slow.connection.isStuck = true;
    ada.say({ type: 'update', update: writer.type('!') });
    await core.clock.pass(100);
    ada.say({ type: 'update', update: writer.erase(5, 13) });
    await core.clock.pass(100);
    slow.connection.drain();
    await core.clock.pass(100);
    expect(textSeenBy(slow)).toBe('to be!');
  });

  it('[B1] [M1] does not read or hold the document for a reader that has not drained', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store, { outboxBytes: 10 });
    const [ada, slow] = [await core.join(), await core.join()];
    slow.connection.isStuck = true;
    slow.connection.bufferedBytes = 100;
    const writer = new Writer();
    for (let edit = 0; edit < 1_000; edit++) ada.say({ type: 'update', update: writer.type('word ') });
    await core.clock.pass(20_000);
    expect(store.compactions).toBe(1);
    expect(core.registry.loaded('room')?.heldBytes).toBe(0);
    expect(store.loads).toBe(1);
    slow.connection.drain();
    await core.clock.pass(100);
    expect(textSeenBy(slow)).toBe(writer.text.toString());
  });

  it('[B2] answers step 1 of a reader that is behind once it has drained, from what it said it has', async () => {
    const core = new CoreHarness(new ScriptedStore(), { outboxBytes: 10 });
    const [ada, slow] = [await core.join(), await core.join()];
    const writer = new Writer();
    slow.connection.isStuck = true;
    slow.connection.bufferedBytes = 100;
    ada.say({ type: 'update', update: writer.type('all of it') });
    await core.clock.pass(100);
    slow.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    expect(slow.connection.of('sync-step-2')).toEqual([]);
    slow.connection.drain();
    await core.clock.pass(100);
    expect(textOf(slow.connection.of('sync-step-2').map(({ update }) => update))).toBe('all of it');
  });

  it('[B3] owes acknowledgements and presence until it has drained', async () => {
    const core = new CoreHarness(new ScriptedStore(), { outboxBytes: 10 });
    const [ada, slow] = [await core.join(), await core.join({ speaksExtension: true })];
    slow.connection.isStuck = true;
    slow.connection.bufferedBytes = 100;
    slow.say({ type: 'update', update: new Writer().type('mine') });
    ada.presence(7, 1, { user: { name: 'Ada' } });
    await core.clock.pass(200);
    expect(slow.connection.of('ack')).toEqual([]);
    slow.connection.drain();
    await core.clock.pass(200);
    expect(slow.connection.of('ack')).toEqual([{ type: 'ack', durable: 1 }]);
    expect(slow.connection.awareness().map(({ clientId }) => clientId)).toContain(7);
  });

  it('[B3] [P3] is told of those who left meanwhile, also when nobody is left', async () => {
    const core = new CoreHarness(new ScriptedStore(), { outboxBytes: 10 });
    const [ada, bob, slow] = [await core.join(), await core.join(), await core.join()];
    ada.presence(7, 1, { user: { name: 'Ada' } });
    bob.presence(8, 3, { user: { name: 'Bob' } });
    await core.clock.pass(200);
    for (const { session } of [ada, bob]) {
      const heard = slow.connection.awareness().length;
      slow.connection.isStuck = true;
      slow.connection.bufferedBytes = 100;
      session.disconnected();
      await core.clock.pass(200);
      expect(slow.connection.awareness()).toHaveLength(heard);
      slow.connection.drain();
      await core.clock.pass(200);
    }
    const present = new Map(slow.connection.awareness().map(({ clientId, state }) => [clientId, state]));
    expect(present).toEqual(
      new Map([
        [7, null],
        [8, null],
      ]),
    );
  });
});

describe('a store that fails', () => {
  it('[D1] shows edits to others, acknowledges nothing, loses nothing, and recovers', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store);
    const [ada, bob] = [await core.join({ speaksExtension: true }), await core.join()];
    store.mode = 'fails';
    const writer = new Writer();
    for (const word of ['never ', 'lose ', 'a word']) ada.say({ type: 'update', update: writer.type(word) });
    await core.clock.pass(60_000);
    expect(textSeenBy(bob)).toBe('never lose a word');
    expect(ada.connection.of('ack')).toEqual([]);
    store.heal();
    await core.clock.pass(10_000);
    expect(ada.connection.of('ack').at(-1)).toEqual({ type: 'ack', durable: 3 });
    expect(store.text('room')).toBe('never lose a word');
  });

  it('[D2] keeps a room that everybody has left until its edits are stored', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store);
    const ada = await core.join();
    store.mode = 'fails';
    ada.say({ type: 'update', update: new Writer().type('last words') });
    ada.session.disconnected();
    await core.clock.pass(600_000);
    expect(core.registry.loaded('room')).toBeDefined();
    const late = await core.join();
    late.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    await core.clock.pass(0);
    expect(textSeenBy(late)).toBe('last words');
    late.session.disconnected();
    store.heal();
    await core.clock.pass(60_000);
    expect(store.text('room')).toBe('last words');
    expect(core.registry.loaded('room')).toBeUndefined();
  });

  it('[D3] refuses writes with a retryable code once too much is waiting, and takes them again later', async () => {
    const store = new ScriptedStore();
    store.mode = 'hangs';
    const core = new CoreHarness(store, { unstoredBytes: 300 });
    const ada = await core.join();
    ada.say({ type: 'update', update: new Writer().type('x'.repeat(200)) });
    expect(ada.connection.closed).toBeNull();
    const refused = new Writer();
    ada.say({ type: 'update', update: refused.type('y'.repeat(200)) });
    expect(ada.connection.closed?.code).toBe(4503);
    store.heal();
    await core.clock.pass(100);
    const again = await core.join();
    again.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(refused.doc) });
    await core.clock.pass(100);
    expect(store.text('room')).toHaveLength(400);
  });
});

describe('a document', () => {
  it('[L1] may be typed past its limit while folding makes it smaller, but not grow past it', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store, { documentBytes: 1_000 });
    const [ada, bob] = [await core.join(), await core.join()];
    const writer = new Writer();
    for (let key = 0; key < 300; key++) {
      ada.say({ type: 'update', update: writer.type('k') });
      await core.clock.pass(20);
    }
    expect(ada.connection.closed).toBeNull();
    bob.say({ type: 'update', update: new Writer().type('z'.repeat(900)) });
    expect(bob.connection.closed?.code).toBe(4413);
    expect(core.count('limit-document-bytes')).toBe(1);
    ada.say({ type: 'update', update: writer.erase(0, 200) });
    await core.clock.pass(1_000);
    expect(ada.connection.closed).toBeNull();
    expect(store.text('room')).toBe('k'.repeat(100));
  });

  it('[L1] may still be made smaller when it is full', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store, { documentBytes: 1_000 });
    const ada = await core.join();
    const writer = new Writer();
    ada.say({ type: 'update', update: writer.type('z'.repeat(900)) });
    await core.clock.pass(100);
    ada.say({ type: 'update', update: writer.erase(10, 890) });
    await core.clock.pass(100);
    expect(ada.connection.closed).toBeNull();
    expect(store.text('room')).toBe('z'.repeat(10));
  });

  it('[M1] lets its bytes go when nobody needs them, and reads them again with what came since', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store);
    const ada = await core.join();
    const writer = new Writer();
    ada.say({ type: 'update', update: writer.type('before ') });
    await core.clock.pass(30_000);
    expect(core.registry.loaded('room')?.heldBytes).toBe(0);
    store.mode = 'hangs';
    ada.say({ type: 'update', update: writer.type('after') });
    const bob = await core.join();
    bob.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    await core.clock.pass(100);
    expect(textSeenBy(bob)).toBe('before after');
  });

  it('[M2] is folded when its log has outgrown it, and again before it is let go', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store, { messagesPerSecond: 0 });
    const ada = await core.join();
    const writer = new Writer();
    const type = (keys: number) => {
      for (let key = 0; key < keys; key++) ada.say({ type: 'update', update: writer.type('k') });
    };
    type(20_000);
    await core.clock.pass(1_000);
    expect(store.compactions).toBe(1);
    type(60);
    ada.session.disconnected();
    await core.clock.pass(60_000);
    expect(store.compactions).toBe(2);
    expect(core.registry.loaded('room')).toBeUndefined();
    const bob = await core.join();
    bob.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    expect(textSeenBy(bob)).toBe('k'.repeat(20_060));
  });

  it('[M2] is folded in a pause once its log is worth it, and not for every sentence', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store, { messagesPerSecond: 0 });
    const ada = await core.join();
    const writer = new Writer();
    for (let sentence = 0; sentence < 9; sentence++) {
      for (let key = 0; key < 100; key++) ada.say({ type: 'update', update: writer.type('k') });
      await core.clock.pass(10_000);
    }
    expect(store.compactions).toBe(0);
    for (let key = 0; key < 100; key++) ada.say({ type: 'update', update: writer.type('k') });
    await core.clock.pass(500);
    expect(store.compactions).toBe(0);
    await core.clock.pass(10_000);
    expect(store.compactions).toBe(1);
  });

  it('[X1] is gone for everybody once deleted, and what they still write is not kept', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store);
    const ada = await core.join();
    ada.say({ type: 'update', update: new Writer().type('secret') });
    await core.clock.pass(100);
    store.mode = 'hangs';
    ada.say({ type: 'update', update: new Writer().type('more') });
    const deleting = core.registry.delete('room');
    expect(ada.connection.closed?.code).toBe(4404);
    store.heal();
    await deleting;
    await core.clock.pass(10_000);
    expect(store.documents.has('room')).toBe(false);
    const late = await core.join();
    expect(late.connection.closed).not.toBeNull();
  });
});

describe('shutting down', () => {
  it('[Q1] sends everybody away with a code that may retry, spread over a moment, and waits for the disk', async () => {
    const store = new ScriptedStore();
    const core = new CoreHarness(store);
    const peers = await Promise.all(Array.from({ length: 10 }, (_, id) => core.join({ grant: person(`p${id}`) })));
    store.mode = 'hangs';
    peers[0]?.say({ type: 'update', update: new Writer().type('unsaved') });
    let isDone = false;
    const draining = core.registry.drain(1_000).then(() => {
      isDone = true;
    });
    await core.clock.pass(450);
    const away = peers.filter(({ connection }) => connection.closed !== null).length;
    expect(away).toBeGreaterThan(2);
    expect(away).toBeLessThan(8);
    const late = await core.join();
    expect(late.connection.closed?.code).toBe(1012);
    await core.clock.pass(10_000);
    expect(peers.every(({ connection }) => connection.closed?.code === 1012)).toBe(true);
    expect(isDone).toBe(false);
    store.heal();
    await draining;
    expect(store.text('room')).toBe('unsaved');
  });
});
