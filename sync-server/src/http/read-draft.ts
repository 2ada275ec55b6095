import type { z } from 'zod';
import { issuesInWords, newDocument } from './api-schemas.js';
import type { Converted } from './converted.js';

/** A request to create a document, before anything in it is converted. */
export interface DocumentRequest {
  readonly id: string | null;
  readonly content: Omit<z.infer<typeof newDocument>, 'id'>;
}

/** @param body the request's body, JSON in UTF-8 */
export function readDraft(body: Uint8Array): Converted<DocumentRequest> {
  let json: unknown;
  try {
    json = body.length === 0 ? {} : JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { ok: false, status: 400, code: 'bad-json', message: 'the body is not JSON in UTF-8' };
  }
  const parsed = newDocument.safeParse(json);
  if (!parsed.success) return { ok: false, status: 400, code: 'bad-request', message: issuesInWords(parsed.error) };
  const { id = null, ...content } = parsed.data;
  return { ok: true, value: { id, content } };
}
