import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './disk-errors.js';
import { syncFolder } from './incoming-disk-file.js';

const secretBytes = 32;

/**
 * The secret that makes the keys in files' addresses, kept beside the files: documents hold these addresses for good,
 * so that it must outlive restarts, and changes of the tokens' secret. Made when it is missing.
 */
export async function loadFileSecret(folder: string): Promise<Uint8Array> {
  const path = join(folder, 'secret');
  try {
    const secret = await readFile(path);
    if (secret.byteLength === secretBytes) return secret;
    throw new Error(`${path} is damaged: restore it from a backup, or remove it, which ends all links to files`);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const secret = randomBytes(secretBytes);
  const draft = `${path}.new`;
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(secret);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(folder);
  return secret;
}
