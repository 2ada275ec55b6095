import { bodyField } from '@manyhands/schema';
import * as Y from 'yjs';
import type { UploadsSnapshot } from './upload.js';

/**
 * How many places in the text wait for a file that was refused on this device. One whose place was deleted is nobody's
 * loss: it is not counted, until undo brings the place back.
 */
export function refusedFilesIn(doc: Y.Doc, { uploads, refused }: UploadsSnapshot): number {
  // The whole text is walked through: not without a reason.
  if (refused === 0) return 0;
  const ids = new Set(uploads.filter(({ state }) => state === 'refused').map(({ id }) => id));
  const places = doc.getXmlFragment(bodyField).createTreeWalker((node) => {
    const id: unknown = node instanceof Y.XmlElement ? node.getAttribute('uploadId') : undefined;
    return typeof id === 'string' && ids.has(id);
  });
  return [...places].length;
}
