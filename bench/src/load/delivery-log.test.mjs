import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DeliveryLog } from './delivery-log.mjs';
import { seededRandom } from './random.mjs';
import { composeScript } from './typist.mjs';

const random = seededRandom(1);
const scripts = [0, 1].map((index) => composeScript({ index, edits: 30, random }));
const [writer] = scripts;

/** Person 1 observes person 0, who sends edit n at n milliseconds. */
function observed() {
  const log = new DeliveryLog({ scripts, audience: [1, 0], capacity: 100 });
  log.measureFrom([0, 0]);
  for (let edit = 0; edit < 30; edit += 1) log.sent(0, edit, edit);
  return { log, receive: log.observer(1) };
}

describe('DeliveryLog', () => {
  it('measures every edit that arrives in an update of its own', () => {
    const { log, receive } = observed();
    for (const [edit, update] of writer.updates.entries()) receive(update, edit + 5);
    expect(Array.from(log.latencies())).toEqual(Array.from({ length: 30 }, () => 5));
    expect(log.pending).toBe(0);
  });

  it('finds every edit in a merged batch, and in one re-encoded by a document', () => {
    const { log, receive } = observed();
    receive(Y.mergeUpdates(writer.updates.slice(0, 12)), 100);
    const doc = new Y.Doc();
    for (const update of writer.updates) Y.applyUpdate(doc, update);
    receive(Y.encodeStateAsUpdate(doc), 200);
    const expected = Array.from({ length: 30 }, (_, edit) => (edit < 12 ? 100 : 200) - edit);
    expect(Array.from(log.latencies())).toEqual(expected);
    expect(log.pending).toBe(0);
  });

  it('counts the first receipt only and not a person’s own edits', () => {
    const { log, receive } = observed();
    receive(writer.updates[0], 1);
    receive(writer.updates[0], 50);
    receive(scripts[1].updates[0], 50);
    expect(Array.from(log.latencies())).toEqual([1]);
  });

  it('reports an edit that was skipped instead of counting it as delivered', () => {
    const { log, receive } = observed();
    receive(writer.updates[0], 1);
    receive(writer.updates[2], 3);
    expect(log.gaps).toBe(1);
    expect(log.pending).toBe(29);
  });

  it('leaves out what was sent before the measured window', () => {
    const { log, receive } = observed();
    log.measureFrom([28, 0]);
    receive(Y.mergeUpdates(writer.updates), 40);
    expect(Array.from(log.latencies())).toEqual([12, 11]);
  });
});
