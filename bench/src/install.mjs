import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder } from './folders.mjs';

/**
 * Installs bench's own packages when the lockfile or the Node ABI changed since the last time: SQLite is compiled
 * against one ABI. The peers are optional dependencies, so that one that cannot be built is reported and not fatal.
 */
export function installPackages() {
  const lock = readFileSync(join(benchFolder, 'package-lock.json'));
  const stamp = `${createHash('sha256').update(lock).digest('hex')} abi ${process.versions.modules}`;
  const stampFile = join(benchFolder, 'node_modules', '.bench-installed');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  console.error('Installing the benchmark’s own packages (SQLite is compiled: about a minute) …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: benchFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
    // npm hands its own settings down to scripts; those of the root project must not reach this one.
    env: Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^npm_config_(workspace|local_prefix|prefix)/.test(name)),
    ),
  });
  if (npm.status !== 0) throw new Error('npm ci failed in bench/');
  writeFileSync(stampFile, stamp);
}
