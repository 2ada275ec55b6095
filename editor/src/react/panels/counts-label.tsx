import type { Editor } from '@tiptap/core';
import { lazy, type ReactElement, Suspense } from 'react';

/** How long the text is: words, and on request characters and the time it takes to read. It comes a moment later. */
export function CountsLabel({ editor }: { editor: Editor }): ReactElement {
  return (
    <Suspense fallback={null}>
      <TextLength editor={editor} />
    </Suspense>
  );
}

const TextLength = lazy(() =>
  import('./text-length.js').then(
    ({ TextLength }) => ({ default: TextLength }),
    // Without a network it is done without.
    () => ({ default: () => null }),
  ),
);
