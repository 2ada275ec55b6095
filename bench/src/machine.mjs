import { execFileSync } from 'node:child_process';
import { readFileSync, statfsSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { projectFolder } from './folders.mjs';

const fileSystems = new Map([
  [0xef53, 'ext2/3/4'],
  [0x01021994, 'tmpfs (memory: fsync is free here)'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x794c7630, 'overlayfs'],
  [0x2fc12fc1, 'zfs'],
]);

/** @param {string} dataFolder where the servers' data goes */
export function describeMachine(dataFolder) {
  const type = statfsSync(dataFolder).type;
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    system: prettyName(),
    node: process.version,
    fileSystem: fileSystems.get(type) ?? `type 0x${type.toString(16)}`,
    loadAverageAtStart: loadavg().map((load) => Number(load.toFixed(2))),
    commit: commit(),
  };
}

function prettyName() {
  try {
    return /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux';
  } catch {
    return 'Linux';
  }
}

function commit() {
  try {
    const git = (/** @type {string[]} */ ...args) =>
      execFileSync('git', args, { cwd: projectFolder, stdio: 'pipe' }).toString().trim();
    return (
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' with uncommitted changes')
    );
  } catch {
    return 'unknown';
  }
}
