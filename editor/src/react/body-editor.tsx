import type { Editor } from '@tiptap/core';
import type { EditorView } from '@tiptap/pm/view';
import { type ReactElement, useEffect, useLayoutEffect, useMemo } from 'react';
import type { DocumentHandle } from '../client/document-handle.js';
import type { DocumentSearch } from '../client/document-search.js';
import type { Glimpse } from '../client/glimpse.js';
import { editorExtensions } from '../extensions/editor-extensions.js';
import { runsToTheLeft } from '../extensions/selection/right-to-left.js';
import { bindingOf } from '../extensions/shared-text/shared-text.js';
import { isSlashMenuOpen } from '../extensions/slash/slash-menu.js';
import { GlimpsedText } from './document-glimpse.js';
import { editorOptions, focusAt, isPlain } from './editor-options.js';
import { FindPanel } from './find/find-panel.js';
import { useIsShowable } from './use-is-showable.js';
import { useTextEditor } from './use-text-editor.js';

export interface BodyEditorProps {
  readonly handle: DocumentHandle;
  readonly isEditable: boolean;
  /** Up, left or backspace at the very beginning: back to the title. */
  readonly onLeave: () => void;
  readonly onFocusable: (focus: (position: 'start' | 'end') => void) => void;
  /** What is shown while the text's code is not here yet. */
  readonly glimpse: Glimpse | null;
  readonly search?: DocumentSearch | undefined;
  /** The editor once the whole text is on the page, for what stands around it; `null` when it has gone. */
  readonly onEditor?: (editor: Editor | null) => void;
}

/** The document's text. */
export function BodyEditor({ glimpse, ...props }: BodyEditorProps): ReactElement | null {
  if (useIsShowable(props.handle)) return <ShownBody {...props} />;
  return glimpse === null ? null : <GlimpsedText blocks={glimpse.blocks} />;
}

function ShownBody(props: Omit<BodyEditorProps, 'glimpse'>): ReactElement {
  const { handle, isEditable, onLeave, onFocusable, onEditor, search } = props;
  const options = useMemo(() => optionsFor({ handle, onLeave, search }), [handle, onLeave, search]);
  const { editor, place } = useTextEditor(options);
  useLayoutEffect(() => {
    editor?.setEditable(isEditable, false);
  }, [editor, isEditable]);
  useEffect(() => {
    if (editor !== null)
      onFocusable((position) => (position === 'end' ? focusBelow(editor) : focusAt(editor, position)));
  }, [editor, onFocusable]);
  useEffect(() => {
    if (editor === null) return;
    let isHere = true;
    void bindingOf(editor.state)?.whole.then(() => {
      if (isHere) onEditor?.(editor);
    });
    return () => {
      isHere = false;
      onEditor?.(null);
    };
  }, [editor, onEditor]);
  return (
    <>
      <div ref={place} />
      {editor !== null && <FindPanel editor={editor} />}
    </>
  );
}

function optionsFor({ handle, onLeave, search }: Pick<BodyEditorProps, 'handle' | 'onLeave' | 'search'>) {
  return {
    ...editorOptions,
    extensions: editorExtensions({ handle, search }),
    editorProps: {
      attributes: { class: 'mh-body', role: 'textbox', 'aria-label': 'Document text', 'aria-multiline': 'true' },
      handleKeyDown: (view: EditorView, event: KeyboardEvent) => {
        if (event.isComposing || !isPlain(event) || isSlashMenuOpen(view.state)) return false;
        if (!leavesUpwards(view, event.key)) return false;
        // Backspace turns a heading into plain text first.
        if (event.key === 'Backspace' && view.state.selection.$head.parent.type.name !== 'paragraph') return false;
        onLeave();
        return true;
      },
    },
  };
}

/** A click under the text goes on writing there: below a list or a code block in a new paragraph. */
function focusBelow(editor: Editor): void {
  const { state, view } = editor;
  const { paragraph } = state.schema.nodes;
  const isText = state.doc.lastChild?.type === paragraph;
  if (!isText && editor.isEditable && paragraph !== undefined) {
    view.dispatch(state.tr.insert(state.doc.content.size, paragraph.create()));
  }
  focusAt(editor, 'end');
}

/** Up from the first line, or back from before the first character. */
function leavesUpwards(view: EditorView, key: string): boolean {
  const { empty, $head } = view.state.selection;
  if (!empty || $head.index(0) !== 0) return false;
  if (key === 'ArrowUp') return $head.depth === 1 && view.endOfTextblock('up');
  const back = runsToTheLeft($head.parent.textContent) ? 'ArrowRight' : 'ArrowLeft';
  return (key === back || key === 'Backspace') && $head.pos === 1;
}
