/** Time as the core sees it, so that tests decide how it passes. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once after `ms`. Returns a function that cancels it. */
  after(ms: number, task: () => void): Cancel;
  /** Runs `task` once the events that are ready now have been handled, before any timer. */
  soon(task: () => void): Cancel;
}

export type Cancel = () => void;

/** The longest wait a Node timer can hold; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Real time. Timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, Math.min(Math.max(ms, 0), longestTimerMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
  soon(task) {
    const immediate = setImmediate(task);
    return () => clearImmediate(immediate);
  },
};
