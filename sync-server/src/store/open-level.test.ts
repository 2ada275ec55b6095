import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ClassicLevel } from 'classic-level';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { textOf, YjsWriter } from '../../test/support/yjs-writer.js';
import { formatKey } from './keys.js';
import { openLevelStore } from './level-store.js';
import { StoreCorruptError, StoreFormatError, StoreInaccessibleError, StoreLockedError } from './open-errors.js';

const holder = fileURLToPath(new URL('../../test/support/store-holder.mjs', import.meta.url));

async function createStored(): Promise<string> {
  const location = join(await temporaryFolder(), 'documents');
  const store = await openLevelStore({ location });
  await store.append('doc', new YjsWriter().typeEach('stored'));
  await store.close();
  return location;
}

async function contents(location: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const file of (await readdir(location)).sort()) {
    // LevelDB writes its own diary at every attempt.
    if (!file.startsWith('LOG') && file !== 'LOCK')
      files[file] = (await readFile(join(location, file))).toString('hex');
  }
  return files;
}

describe('openLevelStore', () => {
  it('makes the folder and finds its documents again', async () => {
    const location = await createStored();
    const store = await openLevelStore({ location });
    expect(textOf(await store.load('doc'))).toBe('stored');
    await store.close();
  });

  it('refuses a folder that this process has open, and names it', async () => {
    const location = await createStored();
    const store = await openLevelStore({ location });
    const second = openLevelStore({ location });
    await expect(second).rejects.toThrow(StoreLockedError);
    await expect(second).rejects.toMatchObject({
      code: 'store-locked',
      location,
      message: expect.stringContaining(location),
    });
    expect(textOf(await store.load('doc'))).toBe('stored');
    await store.close();
  });

  it('refuses a folder that another process has open', async () => {
    const location = await createStored();
    const child = spawn(process.execPath, [holder, location], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    await expect(openLevelStore({ location })).rejects.toThrow(StoreLockedError);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await openLevelStore({ location });
    expect(textOf(await store.load('doc'))).toBe('stored');
    await store.close();
  });

  it('refuses a damaged database and changes nothing in it', async () => {
    const damages: ((location: string) => Promise<void>)[] = [
      (location) => rm(join(location, 'CURRENT')),
      (location) => writeFile(join(location, 'CURRENT'), 'rubbish'),
      (location) => truncate(join(location, 'CURRENT'), 0),
      async (location) => rm(join(location, await manifestOf(location))),
      async (location) => writeFile(join(location, await manifestOf(location)), Buffer.alloc(200, 0xee)),
    ];
    for (const damage of damages) {
      const location = await createStored();
      await damage(location);
      const before = await contents(location);
      const opening = openLevelStore({ location });
      await expect(opening).rejects.toThrow(StoreCorruptError);
      await expect(opening).rejects.toMatchObject({
        code: 'store-corrupt',
        message: expect.stringContaining(location),
      });
      expect(await contents(location)).toEqual(before);
    }
  });

  it('refuses a database of a newer layout', async () => {
    const location = await createStored();
    const level = new ClassicLevel<Uint8Array, Uint8Array>(location, { keyEncoding: 'view', valueEncoding: 'view' });
    await level.put(formatKey, Buffer.from('2'));
    await level.close();
    const opening = openLevelStore({ location });
    await expect(opening).rejects.toThrow(StoreFormatError);
    await expect(opening).rejects.toThrow('version "2"');
    await level.open();
    expect(Buffer.from((await level.get(formatKey)) ?? []).toString()).toBe('2');
    await level.close();
  });

  it('refuses a LevelDB database that somebody else wrote', async () => {
    const location = await temporaryFolder();
    const level = new ClassicLevel(location);
    await level.put('some', 'thing');
    await level.close();
    await expect(openLevelStore({ location })).rejects.toThrow('not written by Manyhands');
    await level.open();
    expect(await level.keys().all()).toEqual(['some']);
    await level.close();
  });

  it('says so when the folder is a file', async () => {
    const location = join(await temporaryFolder(), 'file');
    await writeFile(location, 'not a folder');
    await expect(openLevelStore({ location })).rejects.toThrow(StoreInaccessibleError);
    expect(await readFile(location, 'utf8')).toBe('not a folder');
  });
});

async function manifestOf(location: string): Promise<string> {
  return (await readFile(join(location, 'CURRENT'), 'utf8')).trim();
}
