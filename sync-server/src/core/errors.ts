import type { CloseReason } from '@manyhands/protocol';

/**
 * Expected failures. `code` is stable and public; `closeReason` says how a socket ends and `status` how an HTTP request
 * does, so that each edge maps an error once, by reading a field.
 */
export abstract class SyncError extends Error {
  abstract readonly code: string;
  abstract readonly closeReason: CloseReason;
  abstract readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 502 | 503 | 507;
}

export class BadFrameError extends SyncError {
  override readonly name = 'BadFrameError';
  readonly code = 'bad-frame';
  readonly closeReason = 'badFrame';
  readonly status = 400;
}

export class BadRoomNameError extends SyncError {
  override readonly name = 'BadRoomNameError';
  readonly code = 'bad-room-name';
  readonly closeReason = 'badFrame';
  readonly status = 400;
}

export class UnauthenticatedError extends SyncError {
  override readonly name = 'UnauthenticatedError';
  readonly code = 'unauthenticated';
  readonly closeReason = 'unauthenticated';
  readonly status = 401;
}

export class ForbiddenError extends SyncError {
  override readonly name = 'ForbiddenError';
  readonly code = 'forbidden';
  readonly closeReason = 'forbidden';
  readonly status = 403;
}

export class DocumentNotFoundError extends SyncError {
  override readonly name = 'DocumentNotFoundError';
  readonly code = 'document-not-found';
  readonly closeReason = 'deleted';
  readonly status = 404;
}

export class DocumentDeletedError extends SyncError {
  override readonly name = 'DocumentDeletedError';
  readonly code = 'document-deleted';
  readonly closeReason = 'deleted';
  readonly status = 404;
}

export class TooLargeError extends SyncError {
  override readonly name = 'TooLargeError';
  readonly code = 'too-large';
  readonly closeReason = 'tooLarge';
  readonly status = 413;
}

export class TooManyError extends SyncError {
  override readonly name = 'TooManyError';
  readonly code = 'too-many';
  readonly closeReason = 'tooFast';
  readonly status = 429;
}

export class StoreUnavailableError extends SyncError {
  override readonly name = 'StoreUnavailableError';
  readonly code = 'store-unavailable';
  readonly closeReason = 'storeUnavailable';
  readonly status = 503;
}

export class RestartingError extends SyncError {
  override readonly name = 'RestartingError';
  readonly code = 'restarting';
  readonly closeReason = 'restarting';
  readonly status = 503;
}

/**
 * Who is asking cannot be found out right now, because the keys that say so are out of reach. Closes like a restart, so
 * that clients come back by themselves: a permanent code would throw people out over a hiccup.
 */
export class AuthUnavailableError extends SyncError {
  override readonly name = 'AuthUnavailableError';
  readonly code = 'auth-unavailable';
  readonly closeReason = 'restarting';
  readonly status = 503;
}

export class DocumentExistsError extends SyncError {
  override readonly name = 'DocumentExistsError';
  readonly code = 'document-exists';
  readonly closeReason = 'badFrame';
  readonly status = 409;
}

export class FileNotFoundError extends SyncError {
  override readonly name = 'FileNotFoundError';
  readonly code = 'file-not-found';
  readonly closeReason = 'badFrame';
  readonly status = 404;
}

/** What the bytes of a file are is not among what the server takes. */
export class UnsupportedTypeError extends SyncError {
  override readonly name = 'UnsupportedTypeError';
  readonly code = 'unsupported-type';
  readonly closeReason = 'badFrame';
  readonly status = 415;
}

/** No room for another file: by the operator's limit, or on the disk. */
export class StorageFullError extends SyncError {
  override readonly name = 'StorageFullError';
  readonly code = 'storage-full';
  readonly closeReason = 'storeUnavailable';
  readonly status = 507;
}

/** An address that no preview is ever made of. */
export class BadLinkError extends SyncError {
  override readonly name = 'BadLinkError';
  readonly code = 'bad-link';
  readonly closeReason = 'badFrame';
  readonly status = 422;
}

/**
 * A page that could not, or must not, be looked at. One error for both, and for every way to fail: it must not tell what
 * there is in the server's own network.
 */
export class NoPreviewError extends SyncError {
  override readonly name = 'NoPreviewError';
  readonly code = 'no-preview';
  readonly closeReason = 'badFrame';
  readonly status = 502;
}
