import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** A key pair that signs tokens, with the public half as a key server publishes it. */
export interface SigningKey {
  readonly publicJwk: JWK;
  sign(payload: JWTPayload, header?: Record<string, unknown>): Promise<string>;
}

export async function createSigningKey(alg: 'RS256' | 'ES256' | 'EdDSA' | 'ES384', kid?: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const named = kid === undefined ? {} : { kid };
  return {
    publicJwk: { ...(await exportJWK(publicKey)), ...named },
    sign: (payload, header = {}) =>
      new SignJWT(payload).setProtectedHeader({ alg, ...named, ...header }).sign(privateKey),
  };
}

/** A key server over real HTTP, whose answer can be changed as it runs. */
export interface KeyServer {
  readonly url: string;
  requests: number;
  respond: (request: IncomingMessage, response: ServerResponse) => void;
  publish(...keys: SigningKey[]): void;
  stop(): Promise<void>;
  /** On the same port as before. */
  restart(): Promise<void>;
}

export async function startKeyServer(...keys: SigningKey[]): Promise<KeyServer> {
  const http = createServer((request, response) => {
    server.requests++;
    server.respond(request, response);
  });
  const listen = (port: number) => new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = http.address() as AddressInfo;
  const server: KeyServer = {
    url: `http://127.0.0.1:${port}/jwks.json`,
    requests: 0,
    respond: () => {},
    publish(...published) {
      const body = JSON.stringify({ keys: published.map(({ publicJwk }) => publicJwk) });
      server.respond = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      };
    },
    async stop() {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
    },
    restart: () => listen(port),
  };
  server.publish(...keys);
  return server;
}
