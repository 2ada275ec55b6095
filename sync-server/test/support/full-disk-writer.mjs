// Appends while its files may not grow past a limit, lifts the limit once some writes have failed, and says `stored`
// when everything was acknowledged. It ends by being killed, as the machine would end it.
import { execFileSync } from 'node:child_process';
import * as Y from 'yjs';
import { openLevelStore } from '../../dist/store/level-store.js';

const [, , location] = process.argv;
const limitFiles = (bytes) => execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`]);

let failures = 0;
const store = await openLevelStore({
  location,
  retry: { minMs: 1, maxMs: 10 },
  log(event) {
    if (event.kind !== 'write-failed') return;
    failures += 1;
    // From the first failure on there is no room for a new file either.
    if (failures === 1) limitFiles(1_000);
    if (failures === 5) {
      process.stdout.write(`failing ${JSON.stringify(store.health())}\n`);
      limitFiles('unlimited');
    }
  },
});
limitFiles(300_000);

const doc = new Y.Doc();
let update = new Uint8Array();
doc.on('update', (latest) => {
  update = latest;
});
const appends = [];
for (let count = 0; count < 300; count++) {
  let text = `${count}:`;
  while (text.length < 2_000) text += Math.random().toString(36).slice(2);
  doc.getText('body').insert(doc.getText('body').length, `${text} `);
  appends.push(store.append('doc', [{ time: Date.now(), userId: null, update }]));
  // Some alone and some together, so that the limit hits both.
  if (count % 3 === 0) await appends.at(-1);
}
await Promise.all(appends);
process.stdout.write(`stored ${JSON.stringify(store.health())}\n`);
setInterval(() => undefined, 60_000);
