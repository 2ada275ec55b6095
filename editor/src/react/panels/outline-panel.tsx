import type { Editor } from '@tiptap/core';
import { lazy, type ReactElement, Suspense } from 'react';

/** The headings of a text: which is being read, and who is where. A click goes there. Loaded when it is first shown. */
export function OutlinePanel({ editor }: { editor: Editor }): ReactElement {
  return (
    <Suspense fallback={null}>
      <OutlineList editor={editor} />
    </Suspense>
  );
}

const OutlineList = lazy(() =>
  import('./outline-list.js').then(
    ({ OutlineList }) => ({ default: OutlineList }),
    () => ({ default: OutlineUnavailable }),
  ),
);

/** A page that was never loaded completely, without a network. */
function OutlineUnavailable(): ReactElement {
  return (
    <p className="mh-outline__empty">The outline could not be loaded while offline. Reload once you are online.</p>
  );
}
