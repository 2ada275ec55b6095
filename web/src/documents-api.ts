import { sessionToken } from './session-token';
import { serverUrl } from './sync-server';

/** A document as the server lists it. */
export interface ListedDocument {
  readonly id: string;
  readonly title: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

export interface DocumentsPageOfList {
  readonly documents: readonly ListedDocument[];
  readonly next: string | null;
}

/** The server could not be asked, or said no. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; `null` if there was no answer. */
  readonly status: number | null;

  constructor(status: number | null, options?: ErrorOptions) {
    super(status === null ? 'the server does not answer' : `the server answered ${status}`, options);
    this.status = status;
  }
}

/** @throws {ApiError} */
export async function listDocuments(after: string | null, signal: AbortSignal): Promise<DocumentsPageOfList> {
  const query = after === null ? '' : `?after=${encodeURIComponent(after)}`;
  return toList(await request(`/api/v1/documents${query}`, { signal }));
}

/**
 * Has the server make a document.
 *
 * @returns its id
 * @throws {ApiError}
 */
export async function createDocument(signal: AbortSignal): Promise<string> {
  const body = await request('/api/v1/documents', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    signal,
  });
  if (!isRecord(body) || typeof body['id'] !== 'string') throw new ApiError(null);
  return body['id'];
}

async function request(path: string, init: RequestInit): Promise<unknown> {
  const token = sessionToken();
  const headers = new Headers(init.headers);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  let response: Response;
  try {
    response = await fetch(serverUrl() + path, { ...init, headers, cache: 'no-store' });
  } catch (error) {
    throw new ApiError(null, { cause: error });
  }
  if (!response.ok) throw new ApiError(response.status);
  try {
    return await response.json();
  } catch (error) {
    throw new ApiError(null, { cause: error });
  }
}

function toList(body: unknown): DocumentsPageOfList {
  if (!isRecord(body) || !Array.isArray(body['documents'])) throw new ApiError(null);
  const next = typeof body['next'] === 'string' ? body['next'] : null;
  return { documents: body['documents'].flatMap(toDocument), next };
}

function toDocument(value: unknown): ListedDocument[] {
  if (!isRecord(value) || typeof value['id'] !== 'string') return [];
  const { id, title, updatedAt } = value;
  return [{ id, title: typeof title === 'string' ? title : '', updatedAt: toDate(updatedAt) }];
}

/** The server may write times as ISO 8601 or as milliseconds. */
function toDate(value: unknown): string {
  const date = new Date(typeof value === 'number' || typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
