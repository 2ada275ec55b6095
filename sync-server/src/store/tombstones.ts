import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Database } from './database.js';
import { seal, UnreadableRecordError, unseal } from './envelope.js';
import { documentOf, rangeOf } from './keys.js';

const tombstoneVersion = 1;

export interface Tombstone {
  readonly deletedAt: number;
  /** False while content of the document may still be in the database. */
  readonly isPurged: boolean;
}

export function encodeTombstone({ deletedAt, isPurged }: Tombstone): Uint8Array {
  return seal(tombstoneVersion, (encoder) => {
    encoding.writeVarUint(encoder, deletedAt);
    encoding.writeUint8(encoder, isPurged ? 1 : 0);
  });
}

/** The key alone says that the document is deleted; an unreadable value only means that it is purged once more. */
function decodeTombstone(bytes: Uint8Array): Tombstone {
  try {
    return unseal(tombstoneVersion, bytes, (decoder) => ({
      deletedAt: decoding.readVarUint(decoder),
      isPurged: decoding.readUint8(decoder) === 1,
    }));
  } catch (error) {
    if (error instanceof UnreadableRecordError) return { deletedAt: 0, isPurged: false };
    throw error;
  }
}

export interface Tombstones {
  readonly deleted: Set<string>;
  /** Those of them whose content may still be in the database. */
  readonly unpurged: Set<string>;
}

/**
 * The names of all deleted documents. They are held in memory, about 100 bytes each, so that an append can be refused
 * without reading anything.
 */
export async function loadTombstones(database: Database): Promise<Tombstones> {
  const deleted = new Set<string>();
  const unpurged = new Set<string>();
  await database.read(async (view) => {
    for await (const entries of view.scan(rangeOf('tombstone'))) {
      for (const [key, value] of entries) {
        const name = documentOf(key);
        deleted.add(name);
        if (!decodeTombstone(value).isPurged) unpurged.add(name);
      }
    }
  });
  return { deleted, unpurged };
}
