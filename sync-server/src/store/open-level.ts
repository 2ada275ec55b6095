import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import type { Level } from './database.js';
import { KeyClock } from './key-clock.js';
import { clockKey, formatKey } from './keys.js';
import {
  StoreCorruptError,
  StoreFormatError,
  StoreInaccessibleError,
  StoreLockedError,
  StoreOpenError,
} from './open-errors.js';
import type { StoreLog } from './store-event.js';
import { findDamage } from './write-ahead-log.js';

/** The layout of keys and values that this release reads and writes. */
const format = 1;

/**
 * Opens the LevelDB database of a folder and makes the folder if it is missing.
 *
 * @throws {StoreLockedError} {StoreCorruptError} {StoreInaccessibleError}
 */
export async function openClassicLevel(location: string, log: StoreLog): Promise<Level> {
  try {
    await checkFolder(location);
    await keepDamagedLogs(location, log);
  } catch (error) {
    throw explainOpening(location, error);
  }
  const level = new ClassicLevel<Uint8Array, Uint8Array>(location, { keyEncoding: 'view', valueEncoding: 'view' });
  try {
    await level.open();
  } catch (error) {
    throw explainOpening(location, error);
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
 * A clock whose stamps come after those of every earlier opening that matter: the floor was raised at each opening and by
 * each compaction, so that nothing is ever appended before the place from which a log is read.
 */
export async function startClock(level: Level, now: () => number): Promise<KeyClock> {
  const stored = await level.get(clockKey);
  const floor = stored === undefined ? 0 : Number(Buffer.from(stored).toString());
  // One more than either: the store before may have been open until this very millisecond.
  const start = 1 + Math.max(Math.floor(now()), Number.isSafeInteger(floor) ? floor : 0);
  const clock = new KeyClock(now, start);
  await level.put(clockKey, clock.encodeFloor());
  return clock;
}

/**
 * LevelDB takes a folder without its CURRENT file for a new database, and then deletes the tables that it finds there.
 */
async function checkFolder(location: string): Promise<void> {
  const files = await filesOf(location);
  if (!files.includes('CURRENT')) {
    if (files.some((file) => /^MANIFEST-\d+$|\.(ldb|sst|log)$/.test(file))) {
      throw new StoreCorruptError(location, 'its CURRENT file is missing');
    }
    return;
  }
  const manifest = (await readFile(join(location, 'CURRENT'), 'utf8')).trim();
  if (!files.includes(manifest))
    throw new StoreCorruptError(location, 'its CURRENT file names a manifest that is missing');
}

/** LevelDB serves what it can read of a damaged log and deletes the file: a copy stays for whoever can read more. */
async function keepDamagedLogs(location: string, log: StoreLog): Promise<void> {
  for (const file of await filesOf(location)) {
    if (!/^\d+\.log$/.test(file)) continue;
    const offset = findDamage(await readFile(join(location, file)));
    if (offset === null) continue;
    const copy = `${file}.damaged-${Date.now()}`;
    await copyFile(join(location, file), join(location, copy));
    log({ kind: 'log-file-damaged', file, offset, copy });
  }
}

async function filesOf(location: string): Promise<string[]> {
  try {
    return await readdir(location);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Whatever kept the database from opening as an error for operators. abstract-level wraps what LevelDB said. */
export function explainOpening(location: string, error: unknown): Error {
  if (error instanceof StoreOpenError) return error;
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
