/** How far the clocks of this machine and of whoever issues tokens may be apart. */
export const clockToleranceMs = 5_000;

/**
 * Longest time from now to a token's `exp`. A revocation must be kept until the last token it concerns has expired, so
 * without a maximum it would have to be kept for ever. A leap year, as access is often granted for a year.
 */
export const maxTokenLifetimeMs = 366 * 24 * 60 * 60 * 1000;
