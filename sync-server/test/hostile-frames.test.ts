import { encodeAwareness, encodeFrame, frameType } from '@manyhands/protocol';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { AckingClient } from './support/acking-client.js';
import { joinBystanders } from './support/bystanders.js';
import { eventually } from './support/eventually.js';
import { startLocalServer } from './support/local-server.js';
import { RawClient } from './support/raw-client.js';
import { SeededRandom } from './support/seeded-random.js';

const seed = Number(process.env.HOSTILE_SEED ?? Date.now() % 2 ** 31);

/** A real update: a paragraph with formatting, a deletion and a nested type. */
function realUpdate(clientId: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.transact(() => {
    const text = doc.getText('other');
    text.insert(0, 'some words, ', { bold: true });
    text.insert(3, '日本語 🦊');
    text.delete(1, 4);
    doc.getMap('map').set('list', Y.Array.from([1, 'two', { three: [3] }, new Uint8Array(3)]));
    doc.getXmlFragment('xml').push([new Y.XmlElement('p'), new Y.XmlText('text')]);
  });
  return Y.encodeStateAsUpdate(doc);
}

function updateFrame(update: Uint8Array): Uint8Array {
  return encodeFrame({ type: 'update', update });
}

/** An update of one client, written by hand: its operations and deletions. */
function handmade(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return updateFrame(encoding.encode(write));
}

interface Insertion {
  readonly client: number;
  readonly clock: number;
  readonly text: string;
  readonly origin?: readonly [client: number, clock: number];
}

function insertions(encoder: encoding.Encoder, ...groups: readonly Insertion[]): void {
  encoding.writeVarUint(encoder, groups.length);
  for (const { client, clock, text, origin } of groups) {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    const contentString = 4;
    encoding.writeUint8(encoder, origin === undefined ? contentString : contentString | 0x80);
    if (origin === undefined) {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, 't');
    } else {
      for (const number of origin) encoding.writeVarUint(encoder, number);
    }
    encoding.writeVarString(encoder, text);
  }
  encoding.writeVarUint(encoder, 0);
}

const badFrames: [string, Uint8Array | string][] = [
  ['a text frame', 'hello'],
  ['an empty text frame', ''],
  ['an empty frame', new Uint8Array()],
  ['a type that does not exist', Uint8Array.of(42)],
  ['a type that only another product knows', Uint8Array.of(102, 0)],
  ['a sync message that does not exist', Uint8Array.of(0, 3, 0)],
  ['a type without its message', Uint8Array.of(0)],
  ['a number that never ends', Uint8Array.from({ length: 100 }, () => 0xff)],
  ['a length of four gigabytes', Uint8Array.of(0, 2, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3)],
  ['two messages in one frame', Uint8Array.of(0, 0, 1, 0, 0, 0, 1, 0)],
  ['a hello, which only a server says', Uint8Array.of(frameType.hello, 2, 0x7b, 0x7d)],
  ['an ack, which only a server says', Uint8Array.of(frameType.ack, 5)],
  ['a state vector that is none', Uint8Array.of(0, 0, 3, 0xff, 0xff, 0xff)],
  ['awareness without an end', Uint8Array.of(1, 4, 0xff, 0xff, 0xff, 0xff)],
  [
    'awareness that is no JSON',
    encodeFrame({ type: 'awareness', entries: Uint8Array.of(1, 7, 1, 3, 0x7b, 0x7b, 0x7b) }),
  ],
  ['an update that is empty', Uint8Array.of(0, 2, 0)],
  ['an update with bytes after its end', updateFrame(Uint8Array.from([...realUpdate(9), 0]))],
  ['an operation without content', handmade((e) => insertions(e, { client: 9, clock: 0, text: '' }))],
  ['an operation after itself', handmade((e) => insertions(e, { client: 9, clock: 5, text: 'x', origin: [9, 5] }))],
  [
    'an operation after its own future',
    handmade((e) => insertions(e, { client: 9, clock: 5, text: 'x', origin: [9, 50] })),
  ],
  ['a clock past all numbers', handmade((e) => insertions(e, { client: 9, clock: 2 ** 53 - 1, text: 'xx' }))],
  [
    'clients in ascending order',
    handmade((e) => insertions(e, { client: 8, clock: 0, text: 'x' }, { client: 9, clock: 0, text: 'y' })),
  ],
  [
    'the same operation twice',
    handmade((e) => insertions(e, { client: 9, clock: 0, text: 'x' }, { client: 9, clock: 0, text: 'y' })),
  ],
];

describe('a frame that nobody should send', () => {
  it.each(badFrames)('[S6] (%s) ends that session with 4400 and touches nobody else', async (_, frame) => {
    const { syncUrl } = await startLocalServer();
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const attacker = await RawClient.join(`${syncUrl}/room`);
    attacker.webSocket.send(frame);
    expect(await attacker.closedWith()).toBe(4400);
    await expectUndisturbed();
  });

  it('[S6] wherever a message is cut', async () => {
    const { syncUrl } = await startLocalServer();
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const update = updateFrame(realUpdate(9));
    const presence = encodeFrame({
      type: 'awareness',
      entries: encodeAwareness([{ clientId: 9, clock: 1, state: null }]),
    });
    for (const whole of [update, presence]) {
      const cuts = Array.from({ length: whole.byteLength - 1 }, (_, length) => whole.subarray(0, length));
      const codes = await Promise.all(
        cuts.map(async (cut) => {
          const attacker = await RawClient.join(`${syncUrl}/room`);
          attacker.sendBytes(cut);
          return attacker.closedWith();
        }),
      );
      expect(codes).toEqual(cuts.map(() => 4400));
    }
    await expectUndisturbed();
  });

  it('[S6] of random bytes, and of real updates with bytes changed, breaks nobody', async () => {
    console.info(`hostile frames: HOSTILE_SEED=${seed}`);
    const random = new SeededRandom(seed);
    const { syncUrl } = await startLocalServer({ limits: { messagesPerSecond: 0, connectionsPerRoom: 0 } });
    // In the attackers' own room, because some changes make another valid edit, which is then everybody's.
    const [ada, bob] = [await AckingClient.join(`${syncUrl}/room`), await AckingClient.join(`${syncUrl}/room`)];
    const complete = realUpdate(9);
    for (let round = 0; round < 40; round++) {
      await Promise.all(
        Array.from({ length: 10 }, async () => {
          const attacker = await RawClient.join(`${syncUrl}/room`);
          for (let count = 0; count < 20 && attacker.closed === null; count++) {
            attacker.sendBytes(
              random.next() < 0.3 ? random.bytes(random.below(40)) : updateFrame(changed(complete, random)),
            );
          }
          // Whoever was not sent away is answered.
          attacker.send({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
          await eventually(() => {
            if (attacker.closed === null && attacker.of('sync-step-2').length === 0) throw new Error('no answer');
          });
          expect([undefined, 4400, 4413]).toContain(attacker.closed?.code);
          attacker.leave();
        }),
      );
      ada.type('.');
      await eventually(() => expect(bob.text.toString() === ada.text.toString()).toBe(true));
    }
    await ada.durable();
    const late = await AckingClient.join(`${syncUrl}/room`);
    expect(late.text.toString()).toBe(ada.text.toString());
    expect(Y.encodeStateVector(late.doc)).toEqual(Y.encodeStateVector(ada.doc));
  });

  it('[R8] that says differently what was said before changes nothing of it, for anybody', async () => {
    const { syncUrl } = await startLocalServer();
    const { ada, bob, expectUndisturbed } = await joinBystanders(syncUrl);
    const attacker = await RawClient.join(`${syncUrl}/room`);
    // The same two operations, first as something that was collected, which has no neighbours, then within a text.
    attacker.sendBytes(updateFrame(Uint8Array.of(1, 1, 9, 0, 0, 2, 0)));
    attacker.sendBytes(handmade((e) => insertions(e, { client: 9, clock: 0, text: 'abcd' })));
    await eventually(() => expect(attacker.of('ack').at(-1)?.durable).toBe(2));
    await expectUndisturbed();
    const late = await AckingClient.join(`${syncUrl}/room`);
    const everybody = [ada, bob, late].map(({ doc, text }) => [text.toString(), Y.getState(doc.store, 9)]);
    expect(everybody).toEqual([1, 2, 3].map(() => ['', 4]));
  });

  it('[S7] larger than the limit ends the session for good, whole or in pieces', async () => {
    const { syncUrl } = await startLocalServer({ limits: { frameBytes: 10_000 } });
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const whole = await RawClient.join(`${syncUrl}/room`);
    whole.sendBytes(new Uint8Array(10_001));
    expect(await whole.closedWith()).toBe(4413);
    const pieces = await RawClient.join(`${syncUrl}/room`);
    for (let count = 0; count < 11; count++) pieces.webSocket.send(new Uint8Array(1_000), { fin: false });
    expect(await pieces.closedWith()).toBe(4413);
    const exact = await RawClient.join(`${syncUrl}/room`);
    exact.sendBytes(new Uint8Array(10_000));
    expect(await exact.closedWith()).toBe(4400);
    await expectUndisturbed();
  });

  it('[S8] too many of them end the session with a code that may retry', async () => {
    const { syncUrl } = await startLocalServer({ limits: { messagesPerSecond: 10 } });
    const { expectUndisturbed } = await joinBystanders(syncUrl);
    const attacker = await RawClient.join(`${syncUrl}/room`);
    for (let count = 0; count < 500; count++) attacker.send({ type: 'query-awareness' });
    expect(await attacker.closedWith()).toBe(4529);
    await expectUndisturbed();
  });

  it('[L1] that would make the document too large ends the session for good; others may still erase', async () => {
    const { syncUrl } = await startLocalServer({ limits: { documentBytes: 20_000 } });
    const { ada, bob, expectUndisturbed } = await joinBystanders(syncUrl);
    ada.type('something to erase');
    await bob.sees('something to erase');
    const attacker = await AckingClient.join(`${syncUrl}/room`);
    attacker.doc.getText('other').insert(0, 'x'.repeat(30_000));
    expect(await attacker.raw.closedWith()).toBe(4413);
    bob.text.delete(0, 10);
    await ada.sees('to erase');
    await expectUndisturbed();
  });
});

/** One to three bytes different, missing or new. */
function changed(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const result = [...bytes];
  for (let count = 1 + random.below(3); count > 0; count--) {
    const at = random.below(result.length);
    const kind = random.below(3);
    result.splice(at, kind === 1 ? 0 : 1, ...(kind === 2 ? [] : [random.below(256)]));
  }
  return Uint8Array.from(result);
}
