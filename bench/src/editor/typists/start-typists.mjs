import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('main.mjs', import.meta.url));
const timeoutMs = 60_000;

/**
 * @typedef {{ keys: number, lateness: { p99: number } | null }} CrowdSummary how many keys, and how late they were in ms
 *
 * @param {import('./main.mjs').Crowd} crowd
 * @returns {Promise<{ stop: () => Promise<CrowdSummary> }>} once all of them are there and typing
 */
export async function startTypists(crowd) {
  const child = fork(main, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const answer = () =>
    new Promise((/** @type {(value: any) => void} */ resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`the typists did not answer within ${timeoutMs / 1000} s`));
      }, timeoutMs);
      const onExit = (/** @type {number | null} */ code) =>
        settle(() => reject(new Error(`the typists ended with ${code}`)));
      const settle = (/** @type {() => void} */ finish) => {
        clearTimeout(timer);
        child.off('exit', onExit);
        finish();
      };
      child.once('exit', onExit);
      child.once('message', (/** @type {any} */ message) =>
        settle(() => (message.error === undefined ? resolve(message) : reject(new Error(message.error)))),
      );
    });
  const ready = answer();
  child.send(crowd);
  await ready;
  return {
    async stop() {
      const left = answer();
      child.send('leave');
      return (await left).left;
    },
  };
}
