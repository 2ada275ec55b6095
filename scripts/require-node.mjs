/**
 * Imported first by every entry script, so that an old Node.js gets a sentence instead of a syntax error from deep
 * inside a dependency. For the same reason this folder keeps to syntax that Node 14 can parse.
 */
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const [neededMajor, neededMinor] = engines.node.match(/\d+/g).map(Number);
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  console.error(
    `Manyhands needs Node.js ${neededMajor}.${neededMinor} or newer; this is ${process.versions.node}.\n` +
      'Install a current version from https://nodejs.org, then run the same command again.',
  );
  process.exit(1);
}
