import type { EditorView } from '@tiptap/pm/view';
import { type ReactElement, useEffect, useMemo } from 'react';
import type { DocumentHandle } from '../client/document-handle.js';
import { titleEditorExtensions } from '../extensions/editor-extensions.js';
import { runsToTheLeft } from '../extensions/selection/right-to-left.js';
import { editorOptions, focusAt, isPlain } from './editor-options.js';
import { useTextEditor } from './use-text-editor.js';

export interface TitleEditorProps {
  readonly handle: DocumentHandle;
  readonly isEditable: boolean;
  /** Enter, and an arrow out of the end: on to the text. */
  readonly onLeave: () => void;
  readonly onFocusable: (focus: () => void) => void;
}

/** The document's title: one line, written together like the text. */
export function TitleEditor({ handle, isEditable, onLeave, onFocusable }: TitleEditorProps): ReactElement {
  const options = useMemo(() => optionsFor({ handle, onLeave }), [handle, onLeave]);
  const { editor, place } = useTextEditor(options);
  useEffect(() => {
    editor?.setEditable(isEditable, false);
  }, [editor, isEditable]);
  useEffect(() => {
    if (editor !== null) onFocusable(() => focusAt(editor, 'end'));
  }, [editor, onFocusable]);
  return <div ref={place} />;
}

function optionsFor({ handle, onLeave }: Pick<TitleEditorProps, 'handle' | 'onLeave'>) {
  return {
    ...editorOptions,
    extensions: titleEditorExtensions({ handle }),
    editorProps: {
      attributes: { class: 'mh-title', role: 'textbox', 'aria-label': 'Title', 'aria-multiline': 'false' },
      // One line: what is pasted with line breaks becomes words beside each other.
      transformPastedText: (text: string) => text.replace(/\s*\n\s*/g, ' '),
      handleKeyDown: (view: EditorView, event: KeyboardEvent) => {
        if (event.isComposing) return false;
        if (isPlain(event) && leaves(view, event.key)) {
          onLeave();
          return true;
        }
        return event.key === 'Enter';
      },
    },
  };
}

function leaves({ state }: EditorView, key: string): boolean {
  const isAtEnd = state.selection.empty && state.selection.head === state.doc.content.size - 1;
  const onwards = runsToTheLeft(state.doc.textContent) ? 'ArrowLeft' : 'ArrowRight';
  return key === 'Enter' || key === 'ArrowDown' || (key === onwards && isAtEnd);
}
