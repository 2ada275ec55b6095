import type { Letter } from './letters.js';
import type { LostRun } from './lost-types.js';

/** Adds a letter to the run that it goes on with, or as a new one. */
export function addToRuns(runs: LostRun[], at: number, { id, letter }: Letter): void {
  const last = runs.at(-1);
  const goesOn = last?.id.client === id.client && last.id.clock + last.text.length === id.clock;
  if (goesOn && last.at === at) runs.splice(-1, 1, { ...last, text: last.text + letter });
  else runs.push({ at, text: letter, id });
}
