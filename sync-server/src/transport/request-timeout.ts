import type { IncomingMessage, Server } from 'node:http';

/** Whoever takes longer to send a request of ordinary size is not a slow person but a slow attack. */
const requestTimeoutMs = 60_000;

/**
 * Cuts off requests whose body does not arrive in time. Node's own `requestTimeout` would cut off large uploads on slow
 * lines too, which look after their pace themselves.
 *
 * @param isPaced whether a request looks after its own pace
 */
export function boundRequests(
  server: Server,
  isPaced: (request: IncomingMessage) => boolean,
  timeoutMs: number = requestTimeoutMs,
): void {
  server.prependListener('request', (request: IncomingMessage) => {
    if (!hasBody(request) || isPaced(request)) return;
    const timer = setTimeout(() => request.socket.destroy(), timeoutMs);
    timer.unref();
    request.once('close', () => clearTimeout(timer));
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}
