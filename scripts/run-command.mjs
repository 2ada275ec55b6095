import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command in the repository's root, on our own terminal, and waits for its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, timeoutMs?: number }} [options] `env` is added to ours.
 * @returns {Promise<number>} The exit code; 128 + the signal's number if a signal ended it; 127 if it could not start.
 */
export async function run(command, args, { env, timeoutMs } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    timeout: timeoutMs,
  });

  // A signal for us alone, as service managers send it, must not leave the child behind.
  let interruptedBy;
  const passOn = (signal) => {
    interruptedBy = signal;
    child.kill(signal);
  };
  process.on('SIGINT', passOn).on('SIGTERM', passOn);

  const exitCode = await new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });

  process.off('SIGINT', passOn).off('SIGTERM', passOn);
  if (interruptedBy !== undefined) process.kill(process.pid, interruptedBy);
  return exitCode;
}

/**
 * Runs npm: the very one that runs us, if one does.
 *
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options) {
  const self = process.env.npm_execpath;
  return self ? run(process.execPath, [self, ...args], options) : run('npm', args, options);
}
