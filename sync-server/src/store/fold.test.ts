import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { textFromUpdates, YjsWriter } from '../../test/support/yjs-writer.js';
import { fold } from './fold.js';
import { decodeSegment, encodeSegment } from './history-segment.js';
import { pack, unpack } from './packed.js';
import { decodeSnapshot, encodeLogRecord, encodeSnapshot } from './record.js';

const none = pack([]);
const foldedUntil = Buffer.from('some stamp');

describe('fold', () => {
  it('leaves out unreadable records, says which, and folds the rest', async () => {
    const records = new YjsWriter('ann').typeEach('abc');
    const values = records.map(encodeLogRecord);
    const damaged = Uint8Array.from(values[2] ?? []);
    damaged[damaged.length - 1] = 0xee;
    const result = await fold({
      foldedUntil,
      snapshot: null,
      segments: none,
      records: pack([values[0] ?? damaged, Buffer.from('rubbish'), values[1] ?? damaged, damaged]),
    });
    expect(result.unreadableRecords).toEqual([
      { index: 1, reason: 'checksum' },
      { index: 3, reason: 'checksum' },
    ]);
    expect(textFromUpdates([decodeSnapshot(result.snapshot ?? Buffer.of()).update])).toBe('ab');
    expect((await decodeSegment(result.segment ?? Buffer.of())).records).toHaveLength(2);
    expect([result.from, result.to]).toEqual([records[0]?.time, records[1]?.time]);
  });

  it('makes neither snapshot nor segment of nothing', async () => {
    expect(await fold({ foldedUntil, snapshot: null, segments: none, records: none })).toMatchObject({
      snapshot: null,
      segment: null,
    });
    const rubbish = await fold({
      foldedUntil,
      snapshot: null,
      segments: none,
      records: pack([Buffer.from('rubbish')]),
    });
    expect(rubbish).toMatchObject({ snapshot: null, segment: null });
  });

  it('replays history without making history of it', async () => {
    const writer = new YjsWriter('ann');
    const segment = encodeSegment(writer.typeEach('history'));
    const result = await fold({
      foldedUntil,
      snapshot: null,
      segments: pack([segment, Buffer.from('rubbish')]),
      records: none,
    });
    expect(textFromUpdates([decodeSnapshot(result.snapshot ?? Buffer.of()).update])).toBe('history');
    expect(result.segment).toBeNull();
    expect(result.unreadableSegments).toEqual([{ index: 1, reason: 'checksum' }]);
  });

  it('leaves out an update that decodes but cannot be applied', async () => {
    const records = new YjsWriter().typeEach('ab');
    // No structs; one client whose deletions are one run of no length, of which Yjs finds out only while it applies it.
    const poison = Uint8Array.of(0, 1, 7, 1, 0, 0);
    expect(() => Y.applyUpdate(new Y.Doc(), poison)).toThrow();
    const values = [...records, { time: 1, userId: null, update: poison }].map(encodeLogRecord);
    const result = await fold({ foldedUntil, snapshot: null, segments: none, records: pack(values) });
    expect(result.unreadableRecords).toEqual([{ index: 2, reason: 'content' }]);
    expect(textFromUpdates([decodeSnapshot(result.snapshot ?? Buffer.of()).update])).toBe('ab');
  });

  it('refuses to give a snapshot that lacks what the one before it had', async () => {
    const { update } = new YjsWriter().type('a');
    const stateVector = Y.encodeStateVector(new Map([[1, 99]]));
    const task = { foldedUntil, snapshot: encodeSnapshot({ stateVector, update, foldedUntil: null }), segments: none };
    await expect(fold({ ...task, records: pack([encodeLogRecord(new YjsWriter().type('b'))]) })).rejects.toThrow(
      'lacks',
    );
  });

  it('throws for a snapshot that cannot be read, so that nothing is written', async () => {
    await expect(
      fold({ foldedUntil, snapshot: Buffer.from('rubbish'), segments: none, records: none }),
    ).rejects.toThrow('unreadable');
  });

  it('folds thousands of keystrokes into what one client has', async () => {
    const writer = new YjsWriter('ann');
    const records = writer.typeEach('many keystrokes '.repeat(300));
    records.push(writer.erase(100, 2_000));
    const result = await fold({
      foldedUntil,
      snapshot: null,
      segments: none,
      records: pack(records.map(encodeLogRecord)),
    });
    const { update, stateVector } = decodeSnapshot(result.snapshot ?? Buffer.of());
    expect(textFromUpdates([update])).toBe(writer.text);
    expect(Y.decodeStateVector(stateVector)).toEqual(Y.decodeStateVector(Y.encodeStateVector(writer.doc)));
  });
});

describe('pack', () => {
  it('unpacks to what was packed', () => {
    const items = [Buffer.from('a'), Buffer.of(), Buffer.from('longer')];
    expect(unpack(pack(items)).map((item) => Buffer.from(item))).toEqual(items);
    expect(unpack(none)).toEqual([]);
  });
});
