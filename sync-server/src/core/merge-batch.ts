import * as encoding from 'lib0/encoding';
import { mergeMany } from './document-bytes.js';
import type { UpdateContents } from './update-contents.js';

/** An update that was read and allowed. */
export interface BatchedUpdate {
  readonly update: Uint8Array;
  readonly contents: UpdateContents;
}

/** In Yjs' format a list of one entry begins with this byte; a longer form of the same number counts as not plain. */
const one = 1;

/**
 * Merges what a room gathered for one frame.
 *
 * While people type, an update is one run of one client's operations, or deletions among one client's, and hardly two of
 * a batch are about the same client. Such updates are laid beside each other as bytes, in the order of Yjs' format: the
 * clients descending. `Y.mergeUpdates`, which decodes and sorts everything over and over, gets only the rest; it was a
 * tenth of the server's work with a hundred people in a room.
 */
export function mergeBatch(batch: readonly BatchedUpdate[]): Uint8Array {
  const [first, second] = batch;
  if (first !== undefined && second === undefined) return first.update;
  const inserted = new Map<number, Uint8Array>();
  const deleted = new Map<number, Uint8Array>();
  const rest: Uint8Array[] = [];
  for (const { update, contents } of batch) {
    const insertion = plainInsertion(update, contents);
    const deletion = plainDeletion(update, contents);
    const isPlain = insertion !== undefined && deletion !== undefined;
    if (!isPlain || isTaken(inserted, insertion) || isTaken(deleted, deletion)) {
      rest.push(update);
      continue;
    }
    if (insertion !== null) inserted.set(insertion.client, insertion.bytes);
    if (deletion !== null) deleted.set(deletion.client, deletion.bytes);
  }
  if (inserted.size + deleted.size > 0) rest.push(layOut(inserted, deleted));
  return mergeMany(rest);
}

/** What one client has in a list of Yjs' format. */
interface Section {
  readonly client: number;
  readonly bytes: Uint8Array;
}

/** The operations of the only client; `null` if there are none, `undefined` if it is not that simple. */
function plainInsertion(update: Uint8Array, { inserted, deletionsAt }: UpdateContents): Section | null | undefined {
  const [run] = inserted;
  if (deletionsAt === null || inserted.length > 1) return undefined;
  if (run === undefined) return update[0] === 0 && deletionsAt === 1 ? null : undefined;
  return update[0] === one ? { client: run.client, bytes: update.subarray(1, deletionsAt) } : undefined;
}

/** The deletions among the operations of the only client; as above. */
function plainDeletion(update: Uint8Array, { deleted, deletionsAt }: UpdateContents): Section | null | undefined {
  const [client] = deleted.keys();
  if (deletionsAt === null || deleted.size > 1) return undefined;
  if (client === undefined) return update[deletionsAt] === 0 ? null : undefined;
  return update[deletionsAt] === one ? { client, bytes: update.subarray(deletionsAt + 1) } : undefined;
}

function isTaken(sections: ReadonlyMap<number, Uint8Array>, section: Section | null): boolean {
  return section !== null && sections.has(section.client);
}

function layOut(inserted: ReadonlyMap<number, Uint8Array>, deleted: ReadonlyMap<number, Uint8Array>): Uint8Array {
  return encoding.encode((encoder) => {
    for (const sections of [inserted, deleted]) {
      encoding.writeVarUint(encoder, sections.size);
      const clients = [...sections.keys()].sort((a, b) => b - a);
      for (const client of clients) encoding.writeUint8Array(encoder, sections.get(client) ?? new Uint8Array(0));
    }
  });
}
