// Opens a store, says so and keeps it open until the process is killed.
import { openLevelStore } from '../../dist/store/level-store.js';

const [, , location] = process.argv;
await openLevelStore({ location });
process.stdout.write('open\n');
setInterval(() => undefined, 60_000);
