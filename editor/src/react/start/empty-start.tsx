import type { Editor } from '@tiptap/core';
import { type ComponentType, lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import type { WaysToBeginProps } from './ways-to-begin.js';

/** Ways to begin, under an empty text. They come a moment later, and go away with the first letter. */
export function EmptyStart(props: WaysToBeginProps): ReactElement | null {
  if (!useIsEmpty(props.editor)) return null;
  return (
    <Suspense fallback={null}>
      <WaysToBegin {...props} />
    </Suspense>
  );
}

const WaysToBegin = lazy<ComponentType<WaysToBeginProps>>(() =>
  import('./ways-to-begin.js').then(
    ({ WaysToBegin }) => ({ default: WaysToBegin }),
    // Without a network one begins by writing.
    () => ({ default: () => null }),
  ),
);

function useIsEmpty(editor: Editor): boolean {
  const [isEmpty, setIsEmpty] = useState(() => isEmptyText(editor));
  useEffect(() => {
    const onChange = () => setIsEmpty(isEmptyText(editor));
    onChange();
    editor.on('transaction', onChange);
    return () => void editor.off('transaction', onChange);
  }, [editor]);
  return isEmpty && editor.isEditable;
}

/** Cheap: asked after every key. */
function isEmptyText({ state: { doc } }: Editor): boolean {
  const first = doc.firstChild;
  return doc.childCount <= 1 && (first === null || (first.type.name === 'paragraph' && first.content.size === 0));
}
