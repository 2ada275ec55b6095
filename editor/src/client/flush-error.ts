import type { DocumentStatus } from './document-status.js';

/**
 * - `closed`: the handle was closed
 * - `timeout`: `timeoutMs` passed first
 * - `read-only`: this person may not edit, so the server refuses the changes
 * - `stopped`: the server ended the session for good, or a newer version of the app is needed
 * - `no-acknowledgements`: the server is a stock one, which never says what is on its disk
 */
export type FlushErrorCode = 'closed' | 'timeout' | 'read-only' | 'stopped' | 'no-acknowledgements';

/** Why `flush()` cannot promise that the changes are on the server's disk. They stay in the document. */
export class FlushError extends Error {
  override readonly name = 'FlushError';
  readonly code: FlushErrorCode;
  /** What the document's status was at that moment. */
  readonly status: DocumentStatus;

  constructor(code: FlushErrorCode, status: DocumentStatus) {
    super(messages[code]);
    this.code = code;
    this.status = status;
  }
}

const messages: Record<FlushErrorCode, string> = {
  closed: 'the document was closed before its changes were acknowledged',
  timeout: 'the changes were not acknowledged in time',
  'read-only': 'the server does not accept changes from this session',
  stopped: 'the server ended this session for good',
  'no-acknowledgements': 'this server does not acknowledge changes',
};
