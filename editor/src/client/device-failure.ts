import type { DeviceFailure } from './document-status.js';

/** The database opened, and what it holds cannot be read into a document. */
export class UnreadableCopyError extends Error {
  override readonly name = 'UnreadableCopyError';
}

/** @param otherwise for what the browser does not name */
export function failureOf(error: unknown, otherwise: DeviceFailure): DeviceFailure {
  if (error instanceof UnreadableCopyError) return 'unreadable';
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'quota' : otherwise;
}
