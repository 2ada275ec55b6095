// Writes into one document and compacts it all the time, until it is killed. Every line on stdout is a fact:
// `stored <word>` once an append was acknowledged, `compacting` and `compacted` around each compaction.
import * as Y from 'yjs';
import { openLevelStore } from '../../dist/store/level-store.js';

const [, , location, run] = process.argv;
const store = await openLevelStore({ location, commitIntervalMs: 0, foldChunk: { records: 200, bytes: 100_000 } });
const say = (line) => process.stdout.write(`${line}\n`);

const doc = new Y.Doc();
let update = new Uint8Array();
doc.on('update', (latest) => {
  update = latest;
});

async function write(count) {
  const word = `run${run}word${count}`;
  doc.getText('body').insert(0, `${word} `);
  await store.append('doc', [{ time: Date.now(), userId: `run ${run}`, update }]);
  say(`stored ${word}`);
}

async function keepWriting() {
  for (let count = 1; ; count++) await write(count);
}

async function keepCompacting() {
  for (;;) {
    say('compacting');
    await store.compact('doc');
    say('compacted');
  }
}

await write(0);
await Promise.all([keepWriting(), keepCompacting()]);
