import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../load/random.mjs';

const sentence = 'we wrote this part of the book while all of the others went on writing their own parts of it ';
/** How long a finger stays on a key. */
const holdMs = 60;

/**
 * Presses keys as a person does, through the browser's own input.
 *
 * @param {import('@playwright/test').Page} page
 * @param {{ keys: number, keysPerSecond: number, first?: number }} options `first`: where in the words to begin
 */
export async function typeKeys(page, { keys, keysPerSecond, first = 0 }) {
  const random = seededRandom(11 + first);
  const intervalMs = 1_000 / keysPerSecond;
  const start = performance.now();
  for (let key = 0; key < keys; key += 1) {
    const waitMs = start + (key + (random() - 0.5) / 2) * intervalMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    await page.keyboard.press(letterAt(first + key), { delay: holdMs });
  }
}

/** @param {number} key */
export function letterAt(key) {
  return sentence[key % sentence.length] ?? ' ';
}
