import { vi } from 'vitest';

/** A hang, not a slow machine: no test measures time. */
const deadlineMs = 30_000;

/** Looks until `check` no longer throws. Past the deadline it throws what `check` said last, which names the culprit. */
export async function eventually(check: () => void | Promise<void>, timeoutMs = deadlineMs): Promise<void> {
  await vi.waitFor(check, { timeout: timeoutMs, interval: 5 });
}
