import * as Y from 'yjs';
import { type Deletions, deletionsTakenIn } from './deletions.js';
import type { LostContent, LostOptions } from './lost-types.js';
import { LostWalk } from './lost-walk.js';

/**
 * Yjs cannot move a block or make another one of it: whoever makes a heading of a paragraph deletes it and writes its words
 * anew. What others wrote in it in that moment, or offline, goes with it, unseen by anybody, and what they deleted in it comes
 * back. Here it is found.
 *
 * Whether the other person had seen something is told by what they sent: their deletions name all they knew, and the rest
 * only goes with the block that it is in.
 *
 * @returns `null` if nothing was lost
 */
export function lostContent(change: Y.Transaction, root: Y.XmlFragment, options: LostOptions): LostContent | null {
  const seen = deletionsTakenIn(change.doc);
  if (seen === null || !isConcerned(change, seen, options)) return null;
  const { lines, blocks } = new LostWalk(change, seen, options, root);
  const isNothing =
    blocks.length === 0 &&
    lines.every(({ runs, before, isDeleted }) => runs.length + before.deleted.length === 0 && !isDeleted);
  return isNothing ? null : { lines, blocks };
}

function isConcerned(change: Y.Transaction, seen: Deletions, { isAuthor, deleted }: LostOptions): boolean {
  let hasUnseen = false;
  let areBlocksGone = false;
  Y.iterateDeletedStructs(change, change.deleteSet, (struct) => {
    const { id, length } = struct;
    areBlocksGone ||= struct instanceof Y.Item && struct.content instanceof Y.ContentType;
    if (hasUnseen || !isAuthor(id.client)) return;
    for (let index = 0; index < length; index += 1)
      hasUnseen ||= !Y.isDeleted(seen, Y.createID(id.client, id.clock + index));
  });
  return hasUnseen || (areBlocksGone && deleted?.areAmong(seen) === true);
}
