/**
 * The bounds that the project set itself for what a person feels.
 *
 * @typedef {{ text: string, limitMs: number, valueMs: number | null, verdict: 'met' | 'NOT met' | 'not measured' | 'not judged' }} Bound
 *
 * @param {{ typing: any, opening: any }} ours results of our page, `undefined` where it was not measured
 * @param {{ quick: boolean }} options a quick run is too small to be judged
 * @returns {Bound[]}
 */
export function judgeBounds({ typing, opening }, { quick }) {
  const bounds = [
    { text: 'main-thread work per key, p95', limitMs: 16, valueMs: typing?.work.work?.p95 },
    {
      text: 'a document of 1,000 words that was open before shows its text, median',
      limitMs: 300,
      valueMs: opening?.cachedUsual.shown?.p50,
    },
    { text: 'the long one that was open before, median', limitMs: 300, valueMs: opening?.cached.shown?.p50 },
    {
      text: 'a long one that was not is interactive (a typed letter is shown and in the document), median',
      limitMs: 1_500,
      valueMs: opening === undefined ? undefined : slower(opening.cold.typed?.p50, opening.cold.inDocument?.p50),
    },
  ];
  return bounds.map(({ text, limitMs, valueMs = null }) => ({
    text,
    limitMs,
    valueMs,
    verdict: valueMs === null ? 'not measured' : quick ? 'not judged' : valueMs <= limitMs ? 'met' : 'NOT met',
  }));
}

/**
 * @param {number | undefined} a
 * @param {number | undefined} b
 */
function slower(a, b) {
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}
