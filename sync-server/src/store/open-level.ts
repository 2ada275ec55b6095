import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import type { Level } from './database.js';
import { KeyClock } from './key-clock.js';
import { formatKey, openedAtKey } from './keys.js';
import { StoreCorruptError, StoreFormatError, StoreInaccessibleError, StoreLockedError } from './open-errors.js';

/** The layout of keys and values that this release reads and writes. */
const format = 1;

/**
 * Opens the LevelDB database of a folder and makes the folder if it is missing.
 *
 * @throws {StoreLockedError} {StoreCorruptError} {StoreInaccessibleError}
 */
export async function openClassicLevel(location: string): Promise<Level> {
  await checkFolder(location);
  const level = new ClassicLevel<Uint8Array, Uint8Array>(location, { keyEncoding: 'view', valueEncoding: 'view' });
  try {
    await level.open();
  } catch (error) {
    throw explain(location, error);
  }
  return level;
}

/**
 * Checks that the database is one of ours and of a layout that is known; marks an empty one as ours.
 *
 * @throws {StoreFormatError}
 */
export async function claim(level: Level, location: string): Promise<void> {
  const stored = await level.get(formatKey);
  if (stored === undefined) {
    const [foreign] = await level.keys({ limit: 1 }).all();
    if (foreign !== undefined) throw new StoreFormatError(location, 'it was not written by Manyhands');
    await level.put(formatKey, Buffer.from(String(format)));
    return;
  }
  const found = Buffer.from(stored).toString();
  if (found !== String(format)) {
    const detail = `its layout has version ${JSON.stringify(found.slice(0, 20))} and this release knows version ${format}`;
    throw new StoreFormatError(location, `${detail}; install the release that wrote it, or a newer one`);
  }
}

/**
 * A clock whose stamps sort after those of every earlier opening, even within the same millisecond and when the machine's
 * clock was set back by less than the last opening lasted. Reading a document brings it past all that is stored there.
 */
export async function startClock(level: Level, now: () => number): Promise<KeyClock> {
  const stored = await level.get(openedAtKey);
  const before = stored === undefined ? 0 : Number(Buffer.from(stored).toString());
  // One more than either: the store before may have been open until this very millisecond.
  const start = 1 + Math.max(Math.floor(now()), Number.isSafeInteger(before) ? before : 0);
  await level.put(openedAtKey, Buffer.from(String(start)));
  return new KeyClock(now, start);
}

/**
 * LevelDB takes a folder without its CURRENT file for a new database, and then deletes the tables that it finds there.
 */
async function checkFolder(location: string): Promise<void> {
  let files: string[];
  try {
    files = await readdir(location);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw new StoreInaccessibleError(location, messageOf(error), { cause: error });
  }
  if (!files.includes('CURRENT')) {
    if (files.some((file) => /^MANIFEST-\d+$|\.(ldb|sst|log)$/.test(file))) {
      throw new StoreCorruptError(location, 'its CURRENT file is missing');
    }
    return;
  }
  const manifest = (await readFile(join(location, 'CURRENT'), 'utf8')).trim();
  if (!files.includes(manifest)) throw new StoreCorruptError(location, 'its CURRENT file names a manifest that is missing');
}

/** abstract-level wraps what LevelDB said. */
function explain(location: string, error: unknown): Error {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (isCode(cause, 'LEVEL_LOCKED')) return new StoreLockedError(location, { cause: error });
  if (isCode(cause, 'LEVEL_CORRUPTION')) return new StoreCorruptError(location, messageOf(cause), { cause: error });
  return new StoreInaccessibleError(location, messageOf(cause), { cause: error });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
