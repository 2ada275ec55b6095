import * as encoding from 'lib0/encoding';
import { readTypedRun, type TypedRun } from './typed-update.js';

/** Text that one client typed letter after letter. */
interface Run {
  readonly update: Uint8Array;
  readonly first: TypedRun;
  readonly texts: Uint8Array[];
  /** The clock of the letter that would continue it. */
  end: number;
}

/**
 * Makes one update of the many in which somebody typed a piece of text, as Yjs itself does with them once they are in a
 * document. What cannot be joined stays as it is. A joined update stands where its first letter stood: its other letters
 * refer to nothing that the first does not, so they may come early.
 *
 * A log of a busy hour is nearly all single letters: merging them takes a third of the time once they are joined.
 *
 * @param updates readable ones, oldest first
 */
export function joinTypedRuns(updates: readonly Uint8Array[]): Uint8Array[] {
  const open = new Map<number, Run>();
  const joined: (Run | Uint8Array)[] = [];
  for (const update of updates) {
    const typed = readTypedRun(update);
    const run = typed === null ? undefined : open.get(typed.client);
    if (typed === null) {
      joined.push(update);
    } else if (run !== undefined && continues(run, typed)) {
      run.texts.push(textOf(update, typed));
      run.end += typed.length;
    } else {
      const begun = { update, first: typed, texts: [textOf(update, typed)], end: typed.clock + typed.length };
      open.set(typed.client, begun);
      joined.push(begun);
    }
  }
  return joined.map((part) => (part instanceof Uint8Array ? part : encode(part)));
}

/** The condition under which Yjs merges two items, as far as it can be told from the bytes. */
function continues({ first, end }: Run, { clock, origin, rightOrigin }: TypedRun): boolean {
  if (clock !== end || origin?.client !== first.client || origin.clock !== end - 1) return false;
  return rightOrigin?.client === first.rightOrigin?.client && rightOrigin?.clock === first.rightOrigin?.clock;
}

function textOf(update: Uint8Array, { textAt, length }: TypedRun): Uint8Array {
  return update.subarray(textAt, textAt + length);
}

function encode({ update, first, texts, end }: Run): Uint8Array {
  if (texts.length === 1) return update;
  return encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, update.subarray(0, first.lengthAt));
    encoding.writeVarUint(encoder, end - first.clock);
    for (const text of texts) encoding.writeUint8Array(encoder, text);
    // No deletions.
    encoding.writeVarUint(encoder, 0);
  });
}
