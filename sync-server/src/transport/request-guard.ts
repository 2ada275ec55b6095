import { isIP } from 'node:net';
import { bearerPrefix, subprotocol } from '@manyhands/protocol';

/**
 * What is decided about a request before anybody asks who sent it. Pure functions over header values, as Node gives
 * them: `undefined` where the header is missing.
 */

type Header = string | undefined;

/** What a server makes of its requests; fixed while it runs. */
export interface RequestPolicy extends HostRules {
  /** How many proxies in front write X-Forwarded-For. */
  readonly trustedHops: number;
}

/** Why a request is refused before anything else is looked at, for the client's developers; `null` if it is not. */
export function requestRefusal(headers: { host?: Header; origin?: Header }, policy: RequestPolicy): string | null {
  if (!hostAllowed(headers.host, policy)) return 'the server does not go by this host name';
  if (!originAllowed(headers.origin, headers.host, policy.allowedOrigins)) return 'this origin is not allowed';
  return null;
}

/**
 * Whether a page of this origin may talk to the server: browsers let any page open a WebSocket to any server and only
 * tell the server where the page came from.
 *
 * Without an Origin header it is no browser, and allowed. A page served from the host that it talks to is allowed, by
 * host and port only, since behind a proxy that ends TLS the schemes differ. Else the origin must be listed. `null`,
 * the origin of sandboxed frames and local files, is never allowed, as every page can get itself that origin.
 *
 * @param allowedOrigins as in `Config`: normalised origins, or the single entry `*` for all.
 */
export function originAllowed(origin: Header, host: Header, allowedOrigins: readonly string[]): boolean {
  if (origin === undefined) return true;
  const normal = normalizeOrigin(origin);
  if (normal === null) return false;
  if (allowedOrigins.includes('*') || allowedOrigins.includes(normal)) return true;
  return host !== undefined && isSameHost(normal, host);
}

/**
 * An origin in the one way browsers write it: lower case, without a default port, path or trailing slash. `null` if it
 * is not an origin, for the word `null` too. Schemes of apps, such as `capacitor://localhost`, are origins as well.
 */
export function normalizeOrigin(text: string): string | null {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#@*\\\s]+$/i.test(text)) return null;
  const url = parseUrl(text);
  if (url === null || url.host === '') return null;
  return `${url.protocol}//${url.host.toLowerCase()}`;
}

function isSameHost(origin: string, host: string): boolean {
  const scheme = origin.slice(0, origin.indexOf(':'));
  return normalizeOrigin(`${scheme}://${host}`) === origin;
}

export interface HostRules {
  readonly mode: 'open' | 'jwt';
  /** The name or address that the server was told to listen on. */
  readonly configuredHost: string;
  readonly allowedOrigins: readonly string[];
}

/**
 * Whether the Host header may name this server.
 *
 * An open server is protected by who can reach it, and every page in a browser of somebody who can is kept out by its
 * origin. DNS rebinding goes around that: a page of `evil.example` lets its own name point at 127.0.0.1 and is then of
 * the same host. The Host header still shows the name, so only names that no stranger controls are allowed: localhost,
 * IP addresses, the configured host and the hosts of allowed origins. With tokens the page would have none to show.
 */
export function hostAllowed(host: Header, { mode, configuredHost, allowedOrigins }: HostRules): boolean {
  if (mode === 'jwt') return true;
  const name = host === undefined ? null : hostName(host);
  if (name === null) return false;
  if (name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0) return true;
  if (name === configuredHost.toLowerCase()) return true;
  return allowedOrigins.some((origin) => hostName(origin.slice(origin.indexOf('://') + 3)) === name);
}

/** `Example.com.:3000` → `example.com`, `[::1]:3000` → `::1`; `null` if it is neither a name nor an address. */
function hostName(host: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+?)\.?)(?::\d{1,5})?$/i.exec(host);
  const [, address, name] = match ?? [];
  if (address !== undefined) return isIP(address) === 6 ? address.toLowerCase() : null;
  return name?.toLowerCase() ?? null;
}

/**
 * Who a request comes from, as the key that per-address limits count by.
 *
 * An IPv4 address as it is, also when it arrives as IPv6 (`::ffff:192.0.2.1`). IPv6 by its first 64 bits
 * (`2001:db8:0:1::/64`), the least that a provider gives to one customer: everybody has 2^64 addresses to come from.
 *
 * @param trustedHops how many proxies stand in front. Each appends the address it was called from to X-Forwarded-For, so
 *   that many entries from the right are true and all before them may be invented by the client.
 */
export function clientAddress(socketAddress: Header, xForwardedFor: Header, trustedHops: number): string {
  let address = socketAddress === undefined ? null : parseAddress(socketAddress);
  const forwarded = trustedHops > 0 && xForwardedFor !== undefined ? xForwardedFor.split(',').slice(-trustedHops) : [];
  for (const entry of forwarded.reverse()) {
    const next = parseAddress(entry.trim());
    // A proxy that writes no address (`unknown`, `_hidden`) ends the chain; the last one that is known answers for it.
    if (next === null) break;
    address = next;
  }
  return address === null ? 'unknown' : groupAddress(address);
}

/** Strips what may surround an address: brackets and a port, which some proxies append, or an IPv6 zone. */
function parseAddress(text: string): string | null {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1];
  const withPort = /^([\d.]+):\d+$/.exec(text)?.[1];
  const address = (bracketed ?? withPort ?? text).replace(/%.*$/, '');
  return isIP(address) === 0 ? null : address;
}

function groupAddress(address: string): string {
  if (isIP(address) === 4) return address;
  // The URL parser writes every form of an IPv6 address in the one canonical way (RFC 5952, IPv4 parts in hex).
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(canonical);
  if (mapped !== null) return dotted(mapped[1] ?? '', mapped[2] ?? '');
  const [head = '', tail] = canonical.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    while (groups.length + after.length < 8) groups.push('0');
    groups.push(...after);
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}

function dotted(high: string, low: string): string {
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

export interface TokenSources {
  /** The Sec-WebSocket-Protocol header. */
  readonly protocols?: Header;
  /** The `token` query parameter, decoded. */
  readonly query?: Header;
  /** The Authorization header. */
  readonly authorization?: Header;
}

export interface TokenFromRequest {
  readonly token: string | null;
  /** What to answer in Sec-WebSocket-Protocol; `null` if nothing was offered, and the header must then be left out. */
  readonly protocol: string | null;
}

/**
 * Finds a request's token and the subprotocol to select.
 *
 * Of several tokens the first counts, in the order subprotocol, query, Authorization header: what a page says on purpose
 * goes before what a proxy may have added. Empty ones count as absent.
 *
 * A browser fails the connection unless exactly one of the subprotocols it offered is selected. `manyhands.v1` is if it
 * was offered, else the first one that is no token, so that a stock client may offer whatever it likes; only when tokens
 * are all that was offered is the first of them sent back, to the one who sent it.
 */
export function tokenFromRequest({ protocols, query, authorization }: TokenSources): TokenFromRequest {
  const offered = (protocols ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const isToken = (entry: string) => entry.startsWith(bearerPrefix);
  const bearer = offered.find((entry) => isToken(entry) && entry.length > bearerPrefix.length);
  const header = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  return {
    token: bearer?.slice(bearerPrefix.length) ?? (query || undefined) ?? header ?? null,
    protocol: offered.includes(subprotocol)
      ? subprotocol
      : (offered.find((entry) => !isToken(entry)) ?? offered[0] ?? null),
  };
}

function parseUrl(text: string): URL | null {
  // URL.canParse and URL.parse are newer than the oldest Node that must work.
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
