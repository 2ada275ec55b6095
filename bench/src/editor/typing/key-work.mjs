import { summarise } from '../../percentiles.mjs';

/** What tells that a task handles the key, beside the frame that shows it. */
const keyEvents = new Set(['keydown', 'keypress', 'beforeinput', 'textInput', 'input', 'selectionchange']);

/**
 * What the main thread did for one key. Milliseconds.
 *
 * @typedef {object} KeyWork
 * @property {number} work `input` + `frame` + `between`
 * @property {number} input tasks that handle the key's events, with everything that runs in them
 * @property {number} frame the task of the frame that shows the letter: animation frames, style, layout, paint, commit
 * @property {number} between what else ran before that frame, other people's changes excepted
 * @property {number} remote other people's changes that came between the key and its frame
 * @property {number} cpu of `work`, what the thread really ran: less than `work` where the machine was busy
 * @property {number | null} screen from the key to the frame on the screen as the browser tells it, waiting included
 */

/**
 * @typedef {{ start: number, end: number, cpu: number, kind: 'key' | 'frame' | 'remote' | 'other' }} Task microseconds
 */

/**
 * Reads a trace: for every key, how long the main thread worked from the start of the task that dispatches `keydown` to
 * the end of the task that commits the first frame after `input`. Idle time does not count.
 *
 * @param {import('../browser/trace.mjs').TraceEvent[]} events
 */
export function readKeyWork(events) {
  const thread = threadOfKeys(events);
  const main = events.filter(({ pid, tid }) => pid === thread.pid && tid === thread.tid);
  const tasks = tasksOf(main);
  const screens = screenTimes(main);
  const keydowns = dispatchesOf(main, 'keydown');
  const inputs = dispatchesOf(main, 'input');
  /** @type {KeyWork[]} */
  const keys = [];
  let unseen = 0;
  keydowns.forEach((keydown, index) => {
    const next = keydowns[index + 1] ?? Number.POSITIVE_INFINITY;
    const input = inputs.find((at) => at >= keydown && at < next);
    const first = tasks.findIndex(({ start, end }) => start <= keydown && keydown <= end);
    const shown = input === undefined ? -1 : tasks.findIndex(({ kind, start }) => kind === 'frame' && start > input);
    const frame = tasks[shown];
    // The last key of a recording may have no frame in it, and a key that writes nothing has none of its own.
    if (first === -1 || frame === undefined || frame.start > next) {
      unseen += 1;
      return;
    }
    const spent = { key: 0, frame: 0, remote: 0, other: 0 };
    let cpu = 0;
    for (const task of tasks.slice(first, shown + 1)) {
      spent[task.kind] += (task.end - task.start) / 1_000;
      if (task.kind !== 'remote') cpu += task.cpu / 1_000;
    }
    const work = spent.key + spent.frame + spent.other;
    const screen = screens.get(keydown) ?? null;
    keys.push({ work, input: spent.key, frame: spent.frame, between: spent.other, remote: spent.remote, cpu, screen });
  });
  return { keys, unseen, load: loadOf(tasks) };
}

/**
 * Everything the main thread did while it was recorded.
 *
 * @param {Task[]} tasks
 */
function loadOf(tasks) {
  const durations = tasks.map(({ start, end }) => (end - start) / 1_000);
  const seconds = ((tasks.at(-1)?.end ?? 0) - (tasks[0]?.start ?? 0)) / 1_000_000;
  const sum = (/** @type {Task['kind'][]} */ ...kinds) =>
    tasks.reduce((total, { kind }, index) => total + (kinds.includes(kind) ? (durations[index] ?? 0) : 0), 0);
  return {
    seconds,
    busyShare: sum('key', 'frame', 'remote', 'other') / 1_000 / seconds,
    remoteMsPerSecond: sum('remote') / seconds,
    frameMsPerSecond: sum('frame') / seconds,
    remoteTask: summarise(Float64Array.from(durations.filter((_, index) => tasks[index]?.kind === 'remote'))),
    longestTaskMs: Math.max(0, ...durations),
    tasksOver50Ms: durations.filter((duration) => duration > 50).length,
  };
}

/** @param {import('../browser/trace.mjs').TraceEvent[]} events */
function threadOfKeys(events) {
  const key = events.find((event) => event.name === 'EventDispatch' && event.args?.data?.type === 'keydown');
  if (key === undefined) throw new Error('no key arrived at the page');
  return key;
}

/**
 * @param {import('../browser/trace.mjs').TraceEvent[]} main
 * @param {string} type
 * @returns {number[]} when they began
 */
function dispatchesOf(main, type) {
  return main
    .filter((event) => event.name === 'EventDispatch' && event.args?.data?.type === type)
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
}

/**
 * @param {import('../browser/trace.mjs').TraceEvent[]} main
 * @returns {Task[]} in order; a task that runs inside another one (a nested event loop) is a part of it
 */
function tasksOf(main) {
  /** @type {Task[]} */
  const tasks = [];
  const spans = main.filter(({ name, ph, dur }) => name === 'RunTask' && ph === 'X' && dur !== undefined);
  for (const { ts, dur = 0, tdur = dur } of spans.sort((a, b) => a.ts - b.ts)) {
    if (ts >= (tasks.at(-1)?.end ?? 0)) tasks.push({ start: ts, end: ts + dur, cpu: tdur, kind: 'other' });
  }
  const marks = main.flatMap((event) => {
    const kind = markOf(event);
    return kind === null ? [] : [{ at: event.ts, kind }];
  });
  let index = 0;
  for (const { at, kind } of marks.sort((a, b) => a.at - b.at)) {
    while ((tasks[index]?.end ?? Number.POSITIVE_INFINITY) < at) index += 1;
    const task = tasks[index];
    if (task !== undefined && task.start <= at && task.kind === 'other') task.kind = kind;
  }
  return tasks;
}

/**
 * @param {import('../browser/trace.mjs').TraceEvent} event
 * @returns {'key' | 'frame' | 'remote' | null} what it says about the task that it is in
 */
function markOf({ name, args }) {
  if (name === 'EventDispatch' && keyEvents.has(args?.data?.type)) return 'key';
  if (name === 'Commit') return 'frame';
  return name === 'WebSocketReceive' ? 'remote' : null;
}

/**
 * @param {import('../browser/trace.mjs').TraceEvent[]} main
 * @returns {Map<number, number>} for each `keydown`, by when its dispatch began: milliseconds from the key to the screen
 */
function screenTimes(main) {
  const dispatches = dispatchesOf(main, 'keydown');
  return new Map(
    main.flatMap((event) => {
      const { type, duration } = event.args?.data ?? {};
      // It begins when the key was pressed, and its page may be busy then.
      const dispatch = dispatches.find((at) => at >= event.ts);
      const isKeydown = event.name === 'EventTiming' && event.ph === 'b' && type === 'keydown';
      return isKeydown && dispatch !== undefined && typeof duration === 'number' ? [[dispatch, duration]] : [];
    }),
  );
}
