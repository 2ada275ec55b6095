import { maxRoomNameBytes } from '@manyhands/protocol';

/** A compiled room pattern of a token. */
export interface RoomPattern {
  matches(room: string): boolean;
}

/** Stand for `*` and `**` among the char codes of a compiled pattern. */
const star = -1;
const globstar = -2;

const slash = '/'.charCodeAt(0);

/**
 * Whether `text` may be used as a room pattern: 1 to `maxRoomNameBytes` UTF-16 units of well-formed text, in which at
 * most two stars stand side by side.
 */
export function isRoomPattern(text: string): boolean {
  return text.length > 0 && text.length <= maxRoomNameBytes && !/\p{Surrogate}|\*{3}/u.test(text);
}

/**
 * Compiles a pattern: `*` stands for any run of characters without `/`, `**` for any run at all, both possibly empty;
 * everything else for itself. The whole name must match. Since room names have no empty segments, `team/**` covers all
 * that is below `team/` but not `team` itself.
 *
 * Patterns run as a set of states that advances once per character (Thompson's construction), so that no pattern takes
 * more than its length times the name's; backtracking or a regular expression would let a token stall the process.
 */
export function compileRoomPattern(pattern: string): RoomPattern {
  if (!pattern.includes('*')) return { matches: (room) => room === pattern };
  const steps = compile(pattern);
  return { matches: (room) => run(steps, room) };
}

function compile(pattern: string): readonly number[] {
  const steps: number[] = [];
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] !== '*') {
      steps.push(pattern.charCodeAt(i));
    } else if (pattern[i + 1] === '*') {
      steps.push(globstar);
      i++;
    } else {
      steps.push(star);
    }
  }
  return steps;
}

function run(steps: readonly number[], room: string): boolean {
  // Slot i: the characters so far match the steps before i. One slot more than steps: the last one means "matched".
  let current = new Uint8Array(steps.length + 1);
  let next = new Uint8Array(steps.length + 1);
  current[0] = 1;
  skipWildcards(steps, current);
  for (let at = 0; at < room.length; at++) {
    const character = room.charCodeAt(at);
    next.fill(0);
    let alive = false;
    for (let i = 0; i < steps.length; i++) {
      if (current[i] === 0) continue;
      const step = steps[i];
      if (step === globstar || (step === star && character !== slash)) next[i] = 1;
      else if (step === character) next[i + 1] = 1;
      else continue;
      alive = true;
    }
    if (!alive) return false;
    skipWildcards(steps, next);
    [current, next] = [next, current];
  }
  return current[steps.length] === 1;
}

/** A wildcard may stand for nothing, so whoever waits at it also waits behind it. */
function skipWildcards(steps: readonly number[], states: Uint8Array): void {
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    if (states[i] === 1 && (step === star || step === globstar)) states[i + 1] = 1;
  }
}
