import { MemoryLevel } from 'memory-level';
import { describeDocumentStore } from '../../test/contract/document-store.js';
import { describeFileIndex } from '../../test/contract/file-index.js';
import { describeRevocationStore } from '../../test/contract/revocation-store.js';
import { createInlineFolder } from '../../test/support/inline-folder.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { openLevelStore, openStoreOn } from './level-store.js';

/** A closed memory-level keeps its entries, so that a store can be opened on them again. */
async function createMemoryPlace() {
  const level = new MemoryLevel<Uint8Array, Uint8Array>({ keyEncoding: 'view', valueEncoding: 'view' });
  const open = async () => {
    await level.open();
    return openStoreOn(level, 'memory', { commitIntervalMs: 0, folder: createInlineFolder() });
  };
  return { open };
}

async function createDiskPlace() {
  const location = await temporaryFolder();
  return { open: () => openLevelStore({ location, commitIntervalMs: 0 }) };
}

/** Rounds of a few records and shares that are let go at once: what is rare becomes the rule. */
async function createCrampedPlace() {
  const level = new MemoryLevel<Uint8Array, Uint8Array>({ keyEncoding: 'view', valueEncoding: 'view' });
  const open = async () => {
    await level.open();
    const foldChunk = { records: 3, bytes: 100 };
    return openStoreOn(level, 'memory', {
      commitIntervalMs: 0,
      folder: createInlineFolder(),
      foldChunk,
      indexShares: 1,
    });
  };
  return { open };
}

describeDocumentStore('LevelStore on memory-level', createMemoryPlace);
describeDocumentStore('LevelStore on memory-level, in small steps', createCrampedPlace);
describeDocumentStore('LevelStore on classic-level with a worker', createDiskPlace);
describeRevocationStore('LevelStore on memory-level', createMemoryPlace);
describeRevocationStore('LevelStore on classic-level', createDiskPlace);
describeFileIndex('LevelStore on memory-level', createMemoryPlace);
describeFileIndex('LevelStore on classic-level', createDiskPlace);
