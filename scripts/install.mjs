import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './run-command.mjs';
import { step } from './step.mjs';

/**
 * Installs exactly what package-lock.json says, unless it is installed already.
 *
 * @throws {Error} if npm fails.
 */
export async function ensureInstalled() {
  const isThere = (path) => existsSync(join(root, path));
  if (isInstalled(readPackages('package-lock.json'), readPackages('node_modules/.package-lock.json'), isThere)) return;
  // --include=dev: with NODE_ENV=production npm would leave out the tools that the build needs.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline'];
  if ((await step('Installing dependencies', () => npm(args))) === 0) return;
  throw new Error(
    'npm could not install the dependencies; it says why above. The first start needs the npm registry: check the ' +
      'network and, behind a proxy, `npm config get proxy` and `npm config get registry`. Then run the same command again.',
  );
}

/**
 * Whether what npm wrote down at the end of its last install covers the lockfile. This needs no stamp of our own, so it
 * is right too after somebody ran `npm install` by hand, and after an install that was cut short.
 *
 * @param {Record<string, { version?: string, optional?: boolean }> | undefined} wanted
 * @param {Record<string, { version?: string }> | undefined} installed
 * @param {(path: string) => boolean} isThere Whether a package's folder exists.
 */
export function isInstalled(wanted, installed, isThere) {
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (!path.includes('node_modules/')) return true; // the root and the workspaces: ours, not npm's
    const present = installed[path];
    return present === undefined ? optional === true : present.version === version && isThere(path);
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
