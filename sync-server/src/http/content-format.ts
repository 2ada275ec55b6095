import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { documentPolicy, inertPolicy } from './content-security-policy.js';
import { RequestError } from './problem.js';

export const contentFormats = ['json', 'markdown', 'html', 'text', 'update'] as const;

/** What a document can be had as. `update` is its whole state as one Yjs v1 update. */
export type ContentFormat = (typeof contentFormats)[number];

interface FormatTraits {
  /** As it is asked for in Accept. */
  readonly mediaType: string;
  readonly contentType: string;
  readonly extension: string;
  readonly policy: string;
}

export const formatTraits: Readonly<Record<ContentFormat, FormatTraits>> = {
  json: { mediaType: 'application/json', contentType: 'application/json', extension: 'json', policy: inertPolicy },
  markdown: {
    mediaType: 'text/markdown',
    contentType: 'text/markdown; charset=utf-8',
    extension: 'md',
    policy: inertPolicy,
  },
  html: { mediaType: 'text/html', contentType: 'text/html; charset=utf-8', extension: 'html', policy: documentPolicy },
  text: { mediaType: 'text/plain', contentType: 'text/plain; charset=utf-8', extension: 'txt', policy: inertPolicy },
  update: {
    mediaType: 'application/octet-stream',
    contentType: 'application/octet-stream',
    extension: 'yjs',
    policy: inertPolicy,
  },
};

/**
 * The format that a request asks for: the parameter `format`, else the Accept header, else JSON.
 *
 * @throws {RequestError} 400 for an unknown format, 406 when nothing that is accepted can be had
 */
export function requestedFormat(c: Context): ContentFormat {
  const named = c.req.query('format');
  if (named !== undefined) {
    const format = contentFormats.find((known) => known === named);
    if (format === undefined)
      throw new RequestError(400, 'bad-format', `format must be one of ${contentFormats.join(', ')}`);
    return format;
  }
  if (acceptsAnything(c.req.header('accept'))) return 'json';
  const mediaType = accepts(c, {
    header: 'Accept',
    supports: contentFormats.map((format) => formatTraits[format].mediaType),
    default: '',
  });
  const format = contentFormats.find((known) => formatTraits[known].mediaType === mediaType);
  if (format !== undefined) return format;
  // A browser lists what it likes best and then `*/*`.
  if (/\*\/\*(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(c.req.header('accept') ?? '')) return 'json';
  const types = contentFormats.map((known) => formatTraits[known].mediaType).join(', ');
  throw new RequestError(406, 'not-acceptable', `the document can be had as ${types}`);
}

function acceptsAnything(accept: string | undefined): boolean {
  return accept === undefined || accept.trim() === '' || accept.trim() === '*/*';
}
