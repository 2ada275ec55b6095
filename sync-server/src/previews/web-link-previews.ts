import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { BadLinkError, NoPreviewError, TooManyError } from '../core/errors.js';
import type { LinkPreview, LinkPreviews } from '../core/link-previews.js';
import { hostOf, requestPage } from './page-request.js';
import { isPublicAddress } from './public-address.js';
import { readPreview } from './read-preview.js';

export interface LinkPreviewOptions {
  /** All addresses of a name. Default: as the system resolves names. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Where it may connect to. Default: the public internet, ports 80 and 443. Tests allow a server of their own. */
  readonly isAllowed?: (address: string, port: number) => boolean;
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 5_000;
const maxRedirects = 3;
const maxBytes = 512 * 1024;
const maxUrlLength = 2_000;
/** Fetched at a time, so that slow sites cannot fill the memory. */
const maxRunning = 16;

/**
 * Fetches pages for their titles. A person chooses the address and the server follows it, from inside its network: so
 * every address that a name has, and every step of a redirect, is checked before anything is sent, and the connection
 * goes to the address that was checked (looking the name up twice would let it change in between).
 */
export function createLinkPreviews({
  resolve = resolveName,
  isAllowed = (address, port) => (port === 80 || port === 443) && isPublicAddress(address),
  timeoutMs = defaultTimeoutMs,
}: LinkPreviewOptions = {}): LinkPreviews {
  let running = 0;

  async function preview(text: string): Promise<LinkPreview> {
    const url = parseLink(text);
    if (running >= maxRunning) throw new TooManyError('too many link previews at the moment');
    running++;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeoutMs);
    try {
      return readPreview(await beforeAbort(fetchPage(url, deadline.signal), deadline.signal));
    } catch (error) {
      throw new NoPreviewError('there is no preview of this page', { cause: error });
    } finally {
      clearTimeout(timer);
      deadline.abort();
      running--;
    }
  }

  async function fetchPage(first: URL, signal: AbortSignal): Promise<string> {
    let url = first;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const response = await requestPage({ url, address: await checkedAddress(url), signal });
      const target = redirectTarget(response);
      if (target === null) return readPage(response);
      response.destroy();
      url = parseLink(new URL(target, url).href);
    }
    throw new Error('too many redirects');
  }

  /** One of the addresses of a URL's host, if all of them may be connected to. */
  async function checkedAddress(url: URL): Promise<string> {
    const host = hostOf(url);
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    const addresses = isIP(host) === 0 ? await resolve(host) : [host];
    const [address] = addresses;
    // One private address among public ones is an attack, or at least nothing to connect to by chance.
    if (address === undefined || !addresses.every((one) => isAllowed(one, port))) {
      throw new Error('this address is not allowed');
    }
    return address;
  }

  return { preview };
}

/** @throws {BadLinkError} */
function parseLink(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new BadLinkError('the url must be an absolute address');
  }
  if (text.length > maxUrlLength) throw new BadLinkError(`the url is longer than ${maxUrlLength} characters`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new BadLinkError('the url must begin with http: or https:');
  }
  if (url.username !== '' || url.password !== '') throw new BadLinkError('the url must not hold a password');
  return url;
}

async function resolveName(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);
}

function redirectTarget({ statusCode = 0, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? null) : null;
}

async function readPage(response: IncomingMessage): Promise<string> {
  const type = response.headers['content-type'] ?? '';
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (response.statusCode !== 200 || !/^text\/html\s*(?:;|$)/i.test(type) || encoding !== 'identity') {
    response.destroy();
    throw new Error('this is no page');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    // What is wanted stands at the beginning. Leaving the loop ends the connection.
    if (size >= maxBytes) break;
  }
  const bytes = Buffer.concat(chunks).subarray(0, maxBytes);
  return decode(bytes, type);
}

/** By the header, else by what the page says itself, else UTF-8. */
function decode(bytes: Buffer, contentType: string): string {
  const start = bytes.subarray(0, 1_024).toString('latin1');
  const label =
    /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1] ?? /charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1];
  try {
    return new TextDecoder(label ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Name resolution cannot be interrupted: whoever waits for it does not have to. */
function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('it took too long')), { once: true });
    work.then(resolve, reject);
  });
}
