import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder } from '../folders.mjs';

/**
 * How one server is started and spoken to. Everything else in the benchmark is the same for all of them.
 *
 * @typedef {object} ServerDefinition
 * @property {string} name as in `--servers`
 * @property {string} title
 * @property {'plain' | 'hocuspocus'} wire
 * @property {string} pathPrefix before the room's name in the URL
 * @property {string} readyPath answers 200 once the server takes connections
 * @property {string} storage what is on disk and how it gets there
 * @property {string} acknowledges what its acknowledgement means, if it sends any
 * @property {string} [ackProtocol] subprotocol to offer to be sent acknowledgements
 * @property {() => string | null} missing why it cannot be run here; null if it can
 * @property {() => Record<string, string>} versions of the packages that matter
 * @property {(place: { port: number, dataFolder: string }) => { args: string[], env: Record<string, string> }} command
 *   arguments for this same Node
 */

const modules = join(benchFolder, 'node_modules');

/**
 * @param {string} packageName
 * @param {...string} path inside the package
 */
export function inPackage(packageName, ...path) {
  return join(modules, packageName, ...path);
}

/** @param {string[]} packageNames that bench's own package.json names */
export function installedVersions(packageNames) {
  return Object.fromEntries(packageNames.map((name) => [name, packageJson(name).version]));
}

/** @param {string[]} packageNames */
export function whyMissing(packageNames) {
  for (const name of packageNames) {
    try {
      packageJson(name);
    } catch {
      return `${name} is not installed (npm leaves out a peer whose native module cannot be built here)`;
    }
  }
  return null;
}

/** @param {string} packageName */
function packageJson(packageName) {
  return JSON.parse(readFileSync(inPackage(packageName, 'package.json'), 'utf8'));
}
