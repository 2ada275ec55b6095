import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Authorizer } from '../core/authorizer.js';
import { TooLargeError } from '../core/errors.js';
import type { Revocation } from '../core/store.js';
import { jsonOnly } from './api-guard.js';
import { issuesInWords, revocationRequest } from './api-schemas.js';
import { keepCredentials } from './bearer-token.js';
import { expectAdmin } from './health.js';
import { RequestError } from './problem.js';

export interface RevocationsApiOptions {
  readonly authorizer: Authorizer;
  /** Resolves when the revocation is durable and the sessions concerned are closed. */
  readonly revoke: (subject: Revocation['subject']) => Promise<unknown>;
}

export const revocationsPath = '/api/v1/revocations';

const maxBodyBytes = 4 * 1024;

/** `POST /api/v1/revocations`: locks out a token or a person. For administrators. */
export function createRevocationsApi({ authorizer, revoke }: RevocationsApiOptions): Hono {
  const app = new Hono();
  app.post(
    revocationsPath,
    jsonOnly,
    keepCredentials,
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: () => {
        throw new TooLargeError(`the request is larger than ${maxBodyBytes} bytes`);
      },
    }),
    async (c) => {
      await expectAdmin(c, authorizer);
      const body: unknown = await c.req.json().catch(() => {
        throw new RequestError(400, 'bad-json', 'the body is not JSON');
      });
      const parsed = revocationRequest.safeParse(body);
      if (!parsed.success) throw new RequestError(400, 'bad-request', issuesInWords(parsed.error));
      const { data } = parsed;
      await revoke('tokenId' in data ? { kind: 'token', ...data } : { kind: 'user', ...data });
      return c.body(null, 204);
    },
  );
  return app;
}
