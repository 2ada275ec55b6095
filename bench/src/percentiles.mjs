/**
 * @param {Float64Array} values in any order; sorted in place
 * @returns {{ count: number, p50: number, p95: number, p99: number, max: number } | null} null without values
 */
export function summarise(values) {
  if (values.length === 0) return null;
  values.sort();
  const at = (/** @type {number} */ q) => values[Math.min(values.length - 1, Math.ceil(q * values.length) - 1)] ?? 0;
  return { count: values.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: values[values.length - 1] ?? 0 };
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
