import { SendError } from './send-file.js';

/**
 * A file from its address.
 *
 * @returns `null` if it is not there, or not for this person
 * @throws {SendError} there was no answer, or none that says so
 */
export async function fetchFile(url: string, signal: AbortSignal): Promise<Blob | null> {
  try {
    const response = await fetch(url, { signal });
    if (response.ok) return await response.blob();
    if ([401, 403, 404, 410].includes(response.status)) return null;
  } catch {
    // As below; an abort is the caller's own.
  }
  throw new SendError(signal.aborted ? 'aborted' : 'network');
}
