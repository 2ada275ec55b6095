import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';

export interface PageRequest {
  readonly url: URL;
  /** Where to connect to, already checked: the name in the URL is not looked up again. */
  readonly address: string;
  readonly signal: AbortSignal;
}

const userAgent = 'Mozilla/5.0 (compatible; ManyhandsLinkPreview/1.0)';

/** One request to one address, without cookies, credentials or a referrer. @throws what the network throws */
export function requestPage({ url, address, signal }: PageRequest): Promise<IncomingMessage> {
  const isHttps = url.protocol === 'https:';
  const host = hostOf(url);
  return new Promise((resolve, reject) => {
    const outgoing = (isHttps ? httpsRequest : httpRequest)({
      host: address,
      port: url.port === '' ? (isHttps ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      // The certificate must be that of the name, not of the address.
      ...(isHttps && isIP(host) === 0 && { servername: host }),
      headers: {
        Host: url.host,
        'User-Agent': userAgent,
        Accept: 'text/html',
        'Accept-Encoding': 'identity',
        'Accept-Language': 'en',
        Connection: 'close',
      },
      // A connection of its own: one that is kept alive would skip the check of its address.
      agent: false,
      signal,
    });
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** The name or address of a URL, without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}
