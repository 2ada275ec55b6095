import type { SendAnswer } from './send-file.js';
import type { UploadRefusal, UploadRefusalCode } from './upload.js';
import type { FinishedFile } from './upload-record.js';

/** What an answer means for an upload. */
export type UploadOutcome =
  | { readonly kind: 'done'; readonly file: Omit<FinishedFile, 'at'> }
  | { readonly kind: 'refused'; readonly reason: UploadRefusal }
  /** The token was not good: fetch another one. */
  | { readonly kind: 'unauthenticated' }
  | { readonly kind: 'later'; readonly afterSeconds: number | null };

const sentences: Readonly<Record<UploadRefusalCode, string>> = {
  'too-large': 'This file is larger than the server allows. Make it smaller, or link to it instead.',
  type: 'The server does not take files of this kind. Put it into an archive, or link to it instead.',
  forbidden: 'You may not add files to this document. Ask its owner for permission to edit.',
  'storage-full': 'The server has no room for more files. Try again later, or ask the person who runs the server.',
  deleted: 'This document was deleted, so the file was not sent.',
  'too-many': 'Too many files are waiting on this device. Add this one again once the others are sent.',
  unreadable: 'This file cannot be read any more. Add it again.',
  refused: 'The server did not take this file. Try again, or ask the person who runs the server.',
};

export function refusal(code: UploadRefusalCode): UploadRefusal {
  return { code, sentence: sentences[code] };
}

/** The one place where the server's answers become states. Pure. */
export function outcomeOf({ status, body, retryAfterSeconds }: SendAnswer): UploadOutcome {
  if (status === 200 || status === 201) {
    const file = fileIn(body);
    // Something that is not our server answered, such as the sign-in page of a network.
    return file === null ? { kind: 'later', afterSeconds: null } : { kind: 'done', file };
  }
  switch (status) {
    case 401:
      return { kind: 'unauthenticated' };
    case 403:
      return { kind: 'refused', reason: refusal('forbidden') };
    case 404:
    case 410:
      // A proxy in front may say so for reasons of its own: only the server's own words count.
      return codeIn(body) === 'document-deleted'
        ? { kind: 'refused', reason: refusal('deleted') }
        : { kind: 'later', afterSeconds: null };
    case 411:
    case 413:
      return { kind: 'refused', reason: refusal('too-large') };
    case 415:
      return { kind: 'refused', reason: refusal('type') };
    case 507:
      return { kind: 'refused', reason: refusal('storage-full') };
    case 400:
    case 405:
    case 422:
      return { kind: 'refused', reason: refusal('refused') };
    default:
      return { kind: 'later', afterSeconds: retryAfterSeconds };
  }
}

function fileIn(body: unknown): Omit<FinishedFile, 'at'> | null {
  if (typeof body !== 'object' || body === null) return null;
  const { url, mime, width, height } = body as Partial<Record<string, unknown>>;
  // It becomes an address in the document: nothing but a path on the server itself.
  if (typeof url !== 'string' || !url.startsWith('/api/v1/files/') || typeof mime !== 'string') return null;
  const measured = typeof width === 'number' && typeof height === 'number' ? { width, height } : {};
  return { url, mime, ...measured };
}

function codeIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null ? (body as { code?: unknown }).code : undefined;
}
