import { bodyField, titleField } from '@manyhands/schema';
import type { Editor } from '@tiptap/core';
import { type ReactElement, useCallback, useRef, useState } from 'react';
import type { DocumentHandle } from '../client/document-handle.js';
import type { DocumentSearch } from '../client/document-search.js';
import type { EditorCommand } from '../commands/editor-command.js';
import { BodyEditor } from './body-editor.js';
import { type ClickedPlace, DocumentGlimpse } from './document-glimpse.js';
import { focusPlace } from './editor-options.js';
import { FollowBar } from './follow-bar.js';
import { EditorMenus } from './menus/editor-menus.js';
import { EmptyStart } from './start/empty-start.js';
import { TitleEditor } from './title-editor.js';
import { useDocumentValue } from './use-document.js';
import { usePreparedParts } from './use-is-showable.js';

export interface CollabEditorProps {
  readonly handle: DocumentHandle;
  /** What the page can do beside the editor's own commands; for the palette, its keys and the list of shortcuts. */
  readonly commands?: readonly EditorCommand[];
  /** How the palette and mentions find other documents. Must stay the same object. */
  readonly search?: DocumentSearch;
  /** The text's editor once the whole text is on the page, for what a page puts around it; `null` when it has gone. */
  readonly onEditor?: (editor: Editor | null) => void;
}

/**
 * The editor: a title and a text that everybody in the document writes at the same time. Import `@manyhands/editor/styles.css`
 * once beside it.
 */
export function CollabEditor({ handle, commands, search, onEditor }: CollabEditorProps): ReactElement {
  const [body, setBody] = useState<Editor | null>(null);
  const isReady = useDocumentValue(handle, (snapshot) => snapshot.isReady);
  const isEditable = useDocumentValue(handle, (snapshot) => snapshot.isEditable);
  const focusTitle = useRef<() => void>(doNothing);
  const focusBody = useRef<(position: 'start' | 'end') => void>(doNothing);
  const onTitleFocusable = useCallback(
    (focus: () => void) => {
      focusTitle.current = focus;
      // A new document is there to be written: its first keystrokes must not go nowhere.
      if (isBlank(handle) && document.activeElement === document.body) focus();
    },
    [handle],
  );
  const onBodyFocusable = useCallback((focus: (position: 'start' | 'end') => void) => {
    focusBody.current = focus;
  }, []);
  const clicked = useRef<ClickedPlace | null>(null);
  const onGlimpseClick = useCallback((place: ClickedPlace) => {
    clicked.current = place;
  }, []);
  const onBody = useCallback(
    (editor: Editor | null) => {
      setBody(editor);
      if (editor !== null && clicked.current !== null) {
        if (!focusPlace(editor, clicked.current)) focusTitle.current();
        clicked.current = null;
      }
      onEditor?.(editor);
    },
    [onEditor],
  );
  const onTitleLeave = useCallback(() => focusBody.current('start'), []);
  const onBodyLeave = useCallback(() => focusTitle.current(), []);
  const glimpse = useDocumentValue(handle, (snapshot) => snapshot.glimpse);
  usePreparedParts();
  if (!isReady) {
    if (glimpse === null) return <NotReady handle={handle} />;
    return (
      <div className="mh-editor">
        <DocumentGlimpse glimpse={glimpse} onClick={onGlimpseClick} />
      </div>
    );
  }
  return (
    <div className="mh-editor">
      <TitleEditor handle={handle} isEditable={isEditable} onLeave={onTitleLeave} onFocusable={onTitleFocusable} />
      <BodyEditor
        handle={handle}
        isEditable={isEditable}
        onLeave={onBodyLeave}
        onFocusable={onBodyFocusable}
        search={search}
        glimpse={glimpse}
        onEditor={onBody}
      />
      {body !== null && <EmptyStart handle={handle} editor={body} />}
      {/* The keyboard reaches the end of the text without it. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: for pointers only */}
      <div className="mh-editor__space" onClick={() => focusBody.current('end')} />
      <FollowBar handle={handle} />
      {body !== null && (
        <EditorMenus
          editor={body}
          {...(commands === undefined ? {} : { commands })}
          {...(search === undefined ? {} : { search })}
        />
      )}
    </div>
  );
}

function doNothing(): void {}

function isBlank({ doc }: DocumentHandle): boolean {
  return doc.getXmlFragment(titleField).length === 0 && doc.getXmlFragment(bodyField).length === 0;
}

/** Shaped like a document, and invisible for its first moments: a copy on the device is there before that. */
function Skeleton(): ReactElement {
  return (
    <div className="mh-skeleton" role="status" aria-label="Opening the document">
      <div className="mh-skeleton__title" />
      {['92%', '97%', '88%', '60%'].map((width) => (
        <div key={width} className="mh-skeleton__line" style={{ width }} />
      ))}
    </div>
  );
}

function NotReady({ handle }: { handle: DocumentHandle }): ReactElement | null {
  const kind = useDocumentValue(handle, ({ status }) => status.kind);
  if (kind === 'stopped' || kind === 'update-needed') return null;
  if (kind !== 'offline') return <Skeleton />;
  return (
    <p className="mh-not-here">
      This document is not on this device yet. It will appear when the server can be reached.
    </p>
  );
}
