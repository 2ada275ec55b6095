import { StorageFullError } from '../../core/errors.js';

/** No room on the disk, in the quota of the account, or in what a process may write. */
const fullCodes = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** What the disk throws becomes the one failure that the core knows; everything else is passed on. */
export async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!fullCodes.includes(codeOf(error))) throw error;
    throw new StorageFullError('the server has no room for another file', { cause: error });
  }
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
