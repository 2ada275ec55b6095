/**
 * Close codes of the sync socket. y-websocket 3.1 stops for 4400–4499 and reconnects for every other code, so a code's
 * hundred already says whether a retry can help; the table keeps that and the words in one place.
 */
export const closeCodes = {
  normal: 1000,
  internal: 1011,
  restarting: 1012,
  badFrame: 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  deleted: 4404,
  outdatedSchema: 4409,
  tooLarge: 4413,
  storeUnavailable: 4503,
  tooFast: 4529,
} as const;

export type CloseReason = keyof typeof closeCodes;

const reasonByCode = new Map<number, CloseReason>(
  (Object.entries(closeCodes) as [CloseReason, number][]).map(([reason, code]) => [code, reason]),
);

/** The reason behind a code, or `undefined` for codes that are not ours, such as 1006. */
export function closeReasonOf(code: number): CloseReason | undefined {
  return reasonByCode.get(code);
}

/** Whether a client may reconnect by itself after this close code. Unknown codes are transient. */
export function isRetryableCloseCode(code: number): boolean {
  return !(code >= 4400 && code < 4500);
}
