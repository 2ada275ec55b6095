// The other people: a process of its own, so that their documents cost the measured page and its driver nothing.

import { seededRandom } from '../../load/random.mjs';
import { planKeystrokes, play } from '../../load/schedule.mjs';
import { summarise } from '../../percentiles.mjs';
import { Typist } from './typist.mjs';

/**
 * @typedef {object} Crowd
 * @property {string} url of the server's sockets
 * @property {string} id of the document
 * @property {number[]} blocks one for each person: the paragraph they write in
 * @property {number} keysPerSecond of each
 */

/** They type in stretches of this length until they are told to leave. */
const stretchSeconds = 5;

let isLeaving = false;
process.once('disconnect', () => process.exit(1));
process.once('message', (/** @type {Crowd} */ crowd) => {
  run(crowd).catch((error) => {
    process.send?.({ error: error instanceof Error ? error.message : String(error) }, () => process.exit(1));
  });
});

/** @param {Crowd} crowd */
async function run({ url, id, blocks, keysPerSecond }) {
  const typists = await Promise.all(blocks.map((block, index) => Typist.arrive(url, id, { index, block })));
  process.once('message', () => {
    isLeaving = true;
  });
  process.send?.({ ready: true });
  const random = seededRandom(7);
  /** @type {number[]} */
  const lateness = [];
  while (!isLeaving) {
    const plan = planKeystrokes({
      people: typists.length,
      firstEdit: 0,
      editsEach: stretchSeconds * keysPerSecond,
      editsPerSecond: keysPerSecond,
      random,
    });
    const late = await play(plan, (person) => {
      if (!isLeaving) typists[person]?.type();
    });
    lateness.push(...late);
  }
  for (const typist of typists) typist.leave();
  process.send?.({ left: { keys: lateness.length, lateness: summarise(Float64Array.from(lateness)) } }, () =>
    process.exit(0),
  );
}
