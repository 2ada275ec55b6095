import type { Editor } from '@tiptap/core';
import { lazy, type ReactElement, Suspense, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { findModeOf, openFind } from '../../extensions/find/find-requests.js';
import { showToast } from '../../extensions/surface/toast.js';
import { WaitingFind } from './waiting-find.js';

/** The place of the find bar, and the keys that open it. The bar itself is loaded when it is first wanted. */
export function FindPanel({ editor }: { editor: Editor }): ReactElement | null {
  const store = findModeOf(editor);
  const mode = useSyncExternalStore(store.subscribe, store.getSnapshot, () => 'closed' as const);
  // With the text and not a frame later: whoever sees it may press the key.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const wanted = wantedMode(event);
      if (wanted === null || !isInDocument(event, editor)) return;
      event.preventDefault();
      openFind(editor, wanted);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [editor]);
  const typedAhead = useRef<string | null>(null);
  if (mode === 'closed') return null;
  const onClose = () => {
    typedAhead.current = null;
    store.set('closed');
    // From the field of a bar that never came; the bar itself knows better where to.
    if (document.activeElement === document.body) editor.view.focus();
  };
  const onType = (text: string) => {
    typedAhead.current = text;
  };
  return (
    <Suspense fallback={<WaitingFind onType={onType} onClose={onClose} />}>
      <FindBar editor={editor} canReplace={mode === 'replace'} typedAhead={typedAhead} onClose={onClose} />
    </Suspense>
  );
}

const FindBar = lazy(() =>
  import('./find-bar.js').then(
    ({ FindBar }) => ({ default: FindBar }),
    () => ({ default: FindUnavailable }),
  ),
);

/** A page that was never loaded completely, without a network. */
function FindUnavailable({ editor, onClose }: { editor: Editor; onClose: () => void }): null {
  useEffect(() => {
    showToast(
      'Find could not be loaded while offline. Your text is safe. Reload once you are online.',
      editor.view.dom,
    );
    onClose();
  }, [editor, onClose]);
  return null;
}

/** Ctrl or ⌘ F, and H to replace (⌥⌘F on a Mac, where ⌘H hides the window). */
function wantedMode(event: KeyboardEvent): 'find' | 'replace' | null {
  if (event.defaultPrevented || event.isComposing || event.shiftKey || !(event.ctrlKey || event.metaKey)) return null;
  const isMac = /Mac|iP(?:hone|ad)/.test(navigator.platform);
  if (isMac ? !event.metaKey || event.ctrlKey : event.metaKey) return null;
  if (event.code === 'KeyF' || event.key.toLowerCase() === 'f') return event.altKey ? 'replace' : 'find';
  return event.key.toLowerCase() === 'h' && !isMac && !event.altKey ? 'replace' : null;
}

/** Not in another field or dialog of the page. A second press in the bar itself is the browser's own search. */
function isInDocument({ target }: KeyboardEvent, editor: Editor): boolean {
  if (!(target instanceof Element)) return true;
  if (target.closest('.mh-find') !== null) return false;
  if (target.closest('.mh-editor') !== null || editor.view.dom.contains(target)) return true;
  return target.closest('input, textarea, select, [contenteditable], dialog') === null;
}
