import { fork } from 'node:child_process';
import { join } from 'node:path';
import { benchFolder } from './folders.mjs';

const main = join(benchFolder, 'src', 'load', 'main.mjs');

/**
 * Runs one job of the load generator in a fresh process.
 *
 * @param {string} job
 * @param {import('./load/target.mjs').Target} target
 * @param {object} load
 * @param {number} timeoutMs hard end of the job
 * @returns {Promise<any>} what the job returns, see src/load
 * @throws {Error} if the job fails, dies or takes too long
 */
export function generate(job, target, load, timeoutMs) {
  return new Promise((resolve, reject) => {
    const child = fork(main, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${job}: not finished after ${timeoutMs / 1000} s`));
    }, timeoutMs);
    child.once('message', (/** @type {{ result?: object, error?: string }} */ answer) => {
      if (answer.error === undefined) resolve(answer.result);
      else reject(new Error(answer.error));
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`${job}: the load generator ended with ${code}`));
    });
    child.send({ job, target, load });
  });
}
