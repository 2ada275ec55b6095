import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { getMimeType } from 'hono/utils/mime';
import { inlineScriptHashes } from './content-security-policy.js';

export type Encoding = 'br' | 'gzip';

/** One file of the exported web app. */
export interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Of the bytes, without quotes. */
  readonly hash: string;
  /** Sources for the scripts that stand in it; `null` if it is no page. */
  readonly scriptHashes: readonly string[] | null;
  /** The compressed bytes, made once; `null` where compressing gains nothing. */
  encoded(encoding: Encoding): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** Paths from the root with a leading slash, as they stand in the folder (not percent-encoded). */
export type StaticSite = ReadonlyMap<string, StaticFile>;

/** A web app is a few MiB; a folder of more was named by mistake, and would fill the memory. */
const maxSiteBytes = 256 * 1024 * 1024;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/**
 * Reads the folder of an exported web app into memory. Only what was there is ever served: no request's path reaches the
 * disk, and a build that replaces the folder does not mix old pages with new files.
 *
 * @throws when the folder cannot be read, or holds more than a web app
 */
export async function loadStaticSite(root: string): Promise<StaticSite> {
  const site = new Map<string, StaticFile>();
  let total = 0;
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      // Links are left out: they may lead out of the folder. Dot files are never meant for the web.
      if (!entry.isFile() || entry.name.startsWith('.')) continue;
      const bytes = new Uint8Array(await readFile(join(root, path)));
      total += bytes.length;
      if (total > maxSiteBytes) throw new Error(`the web root holds more than ${maxSiteBytes} bytes`);
      site.set(path, toFile(path, bytes));
    }
  };
  await walk('');
  return site;
}

function toFile(path: string, bytes: Uint8Array<ArrayBuffer>): StaticFile {
  const contentType = getMimeType(path) ?? 'application/octet-stream';
  const isCompressible = bytes.length > 1024 && /^text\/|json|xml|wasm|javascript|ttf/.test(contentType);
  const variants = new Map<Encoding, Promise<Uint8Array<ArrayBuffer> | null>>();
  return {
    bytes,
    contentType,
    hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 27),
    scriptHashes: contentType.startsWith('text/html') ? inlineScriptHashes(Buffer.from(bytes).toString('utf8')) : null,
    async encoded(encoding) {
      if (!isCompressible) return null;
      const variant = variants.get(encoding) ?? compress(bytes, encoding);
      variants.set(encoding, variant);
      return variant;
    },
  };
}

/** Off the main thread, on the first request: most files of an app are asked for in one encoding or never. */
async function compress(bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array<ArrayBuffer> | null> {
  const compressed =
    encoding === 'br'
      ? await compressBrotli(bytes, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
        })
      : await compressGzip(bytes, { level: 9 });
  return compressed.length < bytes.length ? new Uint8Array(compressed) : null;
}
