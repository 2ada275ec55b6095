import type { MiddlewareHandler } from 'hono';
import { inertPolicy } from './content-security-policy.js';

const always: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  // Document addresses may be secret: other sites are not told where a link was followed.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-DNS-Prefetch-Control': 'off',
  'Permissions-Policy':
    'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), ' +
    'idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()',
};

/** Half a year, this host only: what its subdomains do is not ours to decide. */
const strictTransport = 'max-age=15552000';

/**
 * Headers of every response; a route that sets its own keeps them.
 *
 * @param isHttps whether the browser is known to have come by https. Saying so wrongly would lock people out.
 */
export function securityHeaders(isHttps: (request: Request) => boolean): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers } = c.res;
    const set = (name: string, value: string) => {
      if (!headers.has(name)) headers.set(name, value);
    };
    for (const [name, value] of Object.entries(always)) set(name, value);
    set('Content-Security-Policy', inertPolicy);
    // With CORS the header would refuse those whom CORS lets in.
    if (!headers.has('Access-Control-Allow-Origin')) set('Cross-Origin-Resource-Policy', 'same-origin');
    if (isHttps(c.req.raw)) set('Strict-Transport-Security', strictTransport);
  };
}

/** `https` in the request's own address: TLS ends in this process. */
export function isHttpsRequest(request: Request): boolean {
  return request.url.startsWith('https:');
}
