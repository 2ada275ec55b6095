import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { DocumentHandle, DocumentSnapshot, PresentPerson } from '../client/document-handle.js';
import type { OpenDocumentOptions } from '../client/document-options.js';
import { openDocument } from '../client/open-document.js';

/**
 * Opens a document for as long as the component lives, anew when `key` changes. In an effect, so that a render that is
 * thrown away (StrictMode does that) leaves no connection behind.
 *
 * @param key names what is opened; the options are read when it changes
 * @returns `null` until the effect has run
 */
export function useDocument(key: string, options: () => OpenDocumentOptions): DocumentHandle | null {
  const [handle, setHandle] = useState<DocumentHandle | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the options
  useLayoutEffect(() => {
    const opened = openDocument(options());
    setHandle(opened);
    return () => {
      setHandle(null);
      opened.close();
    };
  }, [key]);
  return handle;
}

/**
 * One thing that a document's snapshot says; the component renders when that one changes and not with every key.
 *
 * @param select must return the same value for the same snapshot: a field, or a primitive made of fields
 */
export function useDocumentValue<T>(handle: DocumentHandle, select: (snapshot: DocumentSnapshot) => T): T {
  const read = () => select(handle.getSnapshot());
  return useSyncExternalStore(handle.subscribe, read, read);
}

/** Everybody in the document, oneself first. */
export function usePeople({ people }: DocumentHandle): readonly PresentPerson[] {
  return useSyncExternalStore(people.subscribe, people.getSnapshot, people.getSnapshot);
}
