/** A window in the background gets no frames. */
const latestMs = 100;

/**
 * Runs something when what is on the page now has been drawn; at once where there is no page.
 *
 * @returns a function that calls it off
 */
export function afterFrame(run: () => void): () => void {
  if (typeof requestAnimationFrame !== 'function') {
    run();
    return () => undefined;
  }
  let timers = [setTimeout(() => finish(), latestMs)];
  // In a task after the frame, not in it.
  const frame = requestAnimationFrame(() => timers.push(setTimeout(() => finish())));
  const cancel = () => {
    cancelAnimationFrame(frame);
    for (const timer of timers) clearTimeout(timer);
    timers = [];
  };
  const finish = () => {
    cancel();
    run();
  };
  return cancel;
}
