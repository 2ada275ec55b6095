import type { Extensions } from '@tiptap/core';
import { StarterKit } from '@tiptap/starter-kit';
import { isSafeHref } from './safe-href.js';

/** Deepest heading. Markdown's levels 5 and 6 become this one. */
export const maxHeadingLevel = 4;

/**
 * The extensions that define the document, without React or DOM. The editor builds on these and adds behaviour; it must
 * not add nodes or marks of its own, or the server would not know them.
 */
export function documentExtensions(): Extensions {
  return [
    StarterKit.configure({
      // Yjs has its own undo, one per person; ProseMirror's would undo other people's work.
      undoRedo: false,
      // Appends a paragraph by itself, which in a shared document means every reader writes. The editor's decision.
      trailingNode: false,
      heading: { levels: [1, 2, 3, 4] },
      link: {
        openOnClick: false,
        defaultProtocol: 'https',
        isAllowedUri: (url) => isSafeHref(url),
        HTMLAttributes: { target: '_blank', rel: 'noopener noreferrer nofollow' },
      },
    }),
  ];
}
