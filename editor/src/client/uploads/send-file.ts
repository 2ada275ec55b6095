/** What the server answered, whatever it was. */
export interface SendAnswer {
  readonly status: number;
  /** Parsed JSON, or `null`. */
  readonly body: unknown;
  /** The Retry-After header in seconds, if there is one. */
  readonly retryAfterSeconds: number | null;
}

export interface SendRequest {
  readonly url: string;
  readonly bytes: Blob;
  readonly token: string | null;
  /** 0–1; called often. */
  readonly onProgress: (progress: number) => void;
  readonly signal: AbortSignal;
}

/** @throws {SendError} there was no answer */
export type SendFile = (request: SendRequest) => Promise<SendAnswer>;

/** The network failed, the request was aborted, or nothing moved for too long. */
export class SendError extends Error {
  override readonly name = 'SendError';

  constructor(readonly code: 'network' | 'aborted' | 'stalled') {
    super(`the file could not be sent: ${code}`);
  }
}

/** A connection on which nothing moves for so long is dead. Also the time for the server to look at a whole file. */
const stallTimeoutMs = 60_000;

/** By XMLHttpRequest: `fetch` cannot tell how much of a body was sent. */
export const sendFile: SendFile = ({ url, bytes, token, onProgress, signal }) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new SendError('aborted'));
    const request = new XMLHttpRequest();
    let stalled: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      clearTimeout(stalled);
      stalled = setTimeout(() => fail('stalled'), stallTimeoutMs);
    };
    const end = () => {
      clearTimeout(stalled);
      signal.removeEventListener('abort', onAbort);
      // Aborting tells `onabort`.
      request.onabort = null;
    };
    const fail = (code: SendError['code']) => {
      end();
      reject(new SendError(code));
      request.abort();
    };
    const onAbort = () => fail('aborted');
    signal.addEventListener('abort', onAbort);
    request.upload.onprogress = ({ loaded, total }) => {
      watch();
      if (total > 0) onProgress(loaded / total);
    };
    request.onload = () => {
      end();
      resolve({
        status: request.status,
        body: parse(request.responseText),
        retryAfterSeconds: secondsOf(request.getResponseHeader('retry-after')),
      });
    };
    request.onerror = () => fail('network');
    request.onabort = () => fail('aborted');
    request.open('POST', url);
    if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`);
    // Without it a Blob's own type would be sent, which need not be a valid header.
    request.setRequestHeader('content-type', 'application/octet-stream');
    watch();
    request.send(bytes);
  });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function secondsOf(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null;
}
