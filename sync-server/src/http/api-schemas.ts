import { maxRoomNameBytes } from '@manyhands/protocol';
import { z } from 'zod';

/** What the API takes and gives. The OpenAPI document is made from these, and so are the checks. */

const documentId = z.string().min(1).max(maxRoomNameBytes).describe('The document’s name; may contain `/`');

const time = z.iso.datetime().describe('RFC 3339, in UTC');

const documentSummary = z.object({
  id: documentId,
  title: z.string().nullable().describe('On one line, empty if it has none; null if it cannot be read now'),
  createdAt: time,
  updatedAt: time.describe('When the newest change that is on disk was made'),
  bytes: z.int().nonnegative().describe('Size on disk, without history'),
});

export const documentList = z.object({
  documents: z.array(documentSummary),
  next: z.string().nullable().describe('The `after` of the next page; null on the last one'),
});

/** ProseMirror JSON is recursive and open: its nodes may be of kinds that this version does not know. */
const proseMirrorNode = z
  .looseObject({ type: z.string() })
  .describe('A ProseMirror node: type, attrs, content, marks, text');

export const documentContent = z.object({
  id: documentId,
  title: z.string(),
  schemaVersion: z.int().positive(),
  content: proseMirrorNode,
});

export const newDocument = z
  .strictObject({
    id: documentId.optional().describe('Left out, the server chooses one that cannot be guessed'),
    title: z.string().max(10_000).optional(),
    markdown: z
      .string()
      .optional()
      .describe('CommonMark with GFM. Without a title, that of the front matter or a first `# heading` becomes it'),
    html: z
      .string()
      .optional()
      .describe('A page or a part of one; what a document does not have is left out. A first `h1` becomes the title'),
    json: proseMirrorNode.optional(),
  })
  .refine(
    ({ markdown, html, json }) => [markdown, html, json].filter((content) => content !== undefined).length <= 1,
    'markdown, html and json exclude each other',
  );

export const createdDocument = z.object({ id: documentId });

export const storedFile = z.object({
  url: z.string().describe('Where it is on this server, with the key to read it: what documents hold'),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of its bytes'),
  size: z.int().nonnegative().describe('Bytes'),
  mime: z.string().describe('As found in its bytes, whatever was said'),
  name: z.string().describe('As it is offered for saving; safe in any file system'),
  width: z.int().positive().optional().describe('Pixels, of images'),
  height: z.int().positive().optional(),
});

export const linkPreview = z.object({
  title: z.string().nullable(),
  description: z.string().nullable(),
  siteName: z.string().nullable(),
});

export const revocationRequest = z.union([
  z.strictObject({ tokenId: z.string().min(1).max(512).describe('The `jti` of one token') }),
  z.strictObject({ userId: z.string().min(1).max(512).describe('The `sub` of every token issued up to now') }),
]);

export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable: what programs look at'),
    detail: z.string(),
  })
  .describe('An error, after RFC 9457');

export const liveness = z.object({ status: z.literal('live') });

export const readiness = z.object({ status: z.enum(['ready', 'not-ready']), reasons: z.array(z.string()) });

/** What is wrong, in words for the developer. Quotes no values. */
export function issuesInWords(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}
