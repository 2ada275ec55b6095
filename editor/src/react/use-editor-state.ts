import type { Editor } from '@tiptap/core';
import { useCallback, useRef, useSyncExternalStore } from 'react';

export interface EditorStateOptions<T> {
  readonly editor: Editor;
  /** Primitives, or records of them. */
  readonly selector: () => T;
}

/** What an editor's state says about one thing; the component renders when that changes, and not with every key. */
export function useEditorState<T>({ editor, selector }: EditorStateOptions<T>): T {
  const latest = useRef<{ readonly value: T } | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      // Bound to this subscription: Tiptap forgets all entries of a function at once.
      const onTransaction = () => listener();
      editor.on('transaction', onTransaction);
      return () => {
        editor.off('transaction', onTransaction);
      };
    },
    [editor],
  );
  const read = () => {
    const value = selector();
    if (latest.current === null || !isSameContent(latest.current.value, value)) latest.current = { value };
    return latest.current.value;
  };
  return useSyncExternalStore(subscribe, read, read);
}

function isSameContent(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isSameContent(a[key], b[key]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
