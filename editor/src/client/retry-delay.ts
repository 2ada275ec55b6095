import type { CloseReason } from '@manyhands/protocol';

const firstDelayMs = 300;
const maxDelayMs = 8_000;

/** A server that asked for patience gets it. */
const leastDelayMs: Partial<Record<CloseReason, number>> = { tooFast: 5_000, storeUnavailable: 2_000 };

/**
 * How long to wait before the next attempt: doubling, and spread over half its length, so that the people of a server
 * that restarts do not all come back in the same moment.
 *
 * @param failures failed attempts in a row, from 1
 * @param random from 0 to 1
 */
export function retryDelay(failures: number, reason: CloseReason | null, random: number): number {
  const full = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.max(0, failures - 1));
  const least = (reason === null ? undefined : leastDelayMs[reason]) ?? 0;
  return Math.max(full, least) * (0.5 + random / 2);
}
