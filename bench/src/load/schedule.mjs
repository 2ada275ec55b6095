import { setTimeout as delay } from 'node:timers/promises';

/**
 * When everybody types: each person at their own phase, with a quarter of an interval of jitter, so that keystrokes
 * of different people do not fall together.
 *
 * @typedef {{ atMs: number, person: number, edit: number }} Keystroke
 *
 * @param {{ people: number, firstEdit: number, editsEach: number, editsPerSecond: number, random: () => number }} options
 * @returns {Keystroke[]} in order of time
 */
export function planKeystrokes({ people, firstEdit, editsEach, editsPerSecond, random }) {
  const intervalMs = 1000 / editsPerSecond;
  /** @type {Keystroke[]} */
  const plan = [];
  for (let person = 0; person < people; person += 1) {
    const phase = random();
    for (let k = 0; k < editsEach; k += 1) {
      plan.push({ atMs: (k + phase + (random() - 0.5) / 4) * intervalMs, person, edit: firstEdit + k });
    }
  }
  // Jitter is below half an interval, so a person's own edits stay in order.
  return plan.sort((a, b) => a.atMs - b.atMs);
}

/**
 * @param {Keystroke[]} plan
 * @param {(person: number, edit: number) => void} type
 * @returns {Promise<Float64Array>} how late each keystroke was, in milliseconds: a measure of the generator, not the server
 */
export async function play(plan, type) {
  const lateness = new Float64Array(plan.length);
  const start = performance.now();
  let next = 0;
  while (next < plan.length) {
    const waitMs = (plan[next]?.atMs ?? 0) + start - performance.now();
    if (waitMs > 0) await delay(Math.ceil(waitMs));
    const elapsed = performance.now() - start;
    for (let key = plan[next]; key !== undefined && key.atMs <= elapsed; key = plan[next]) {
      type(key.person, key.edit);
      lateness[next] = performance.now() - start - key.atMs;
      next += 1;
    }
  }
  return lateness;
}
