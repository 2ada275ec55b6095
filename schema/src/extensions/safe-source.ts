/** Where the server keeps uploaded files. */
export const filesPath = '/api/v1/files/';

/** Longest picture that may stand in the document itself, in characters of its URL: an import's icon, not a photo. */
export const maxInlineSourceLength = 64 * 1024;

const maxSourceLength = 4096;

/** No SVG: it is a document with scripts. */
const inlinePicture = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/** Any origin: only paths are compared with it. */
const base = 'http://localhost';

/**
 * Whether a picture or file may be loaded from there: from the web, from this server's files, or, for small pictures of
 * an import, from the document itself. Relative paths anywhere else could make a reader's browser call our own API.
 */
export function isSafeSource(source: unknown): source is string {
  if (typeof source !== 'string') return false;
  if (source.startsWith('data:')) return source.length <= maxInlineSourceLength && inlinePicture.test(source);
  if (source.length > maxSourceLength || /[\p{Cc}\\]/u.test(source)) return false;
  return isOwnFile(source) || (/^https?:\/\//i.test(source) && URL.canParse(source));
}

/** Whether it is a path of this server's files, once `..` and the like are resolved. */
export function isOwnFile(source: unknown): source is string {
  if (typeof source !== 'string' || source.length > maxSourceLength) return false;
  if (!source.startsWith(filesPath) || /[\p{Cc}\\]/u.test(source) || !URL.canParse(source, base)) return false;
  const { pathname } = new URL(source, base);
  return pathname.startsWith(filesPath) && pathname.length > filesPath.length;
}

/**
 * Reads a source as it is written in HTML: this server's files by their path alone, also where the whole address is
 * written, as it is in what was copied. A document must not depend on the name its server had that day.
 */
export function sourceOf(written: string | null | undefined): string | null {
  const origin = globalThis.location?.origin;
  const isOwn = typeof origin === 'string' && origin !== 'null' && written?.startsWith(`${origin}${filesPath}`);
  const source = isOwn ? written?.slice(origin.length) : written;
  return isSafeSource(source) ? source : null;
}
