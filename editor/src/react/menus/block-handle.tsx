import type { Editor } from '@tiptap/core';
import { GripVertical, Plus } from 'lucide-react';
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EditorCommand } from '../../commands/editor-command.js';
import { onMenuRequest } from '../../commands/menu-request.js';
import { selectBlock } from '../../extensions/block-handle/block-edits.js';
import { BlockHandle as Handle } from '../../extensions/block-handle/block-handle.js';
import { selectedBlocks } from '../../extensions/block-handle/block-range.js';
import { askForBlockBelow } from '../../extensions/slash/ask-for-block.js';
import { BlockMenu } from './block-menu.js';
import { Floating } from './floating.js';
import { onDocumentChange } from './on-document-change.js';
import { useIsCompact } from './use-media.js';

export interface BlockHandleProps {
  readonly editor: Editor;
  readonly commands: readonly EditorCommand[];
  /** Says what happened, for a moment. */
  readonly onNotice: (words: string) => void;
}

/** Beside each block: a button that adds one below, and a grip that moves it and has its menu. */
export function BlockHandle({ editor, commands, onNotice }: BlockHandleProps): ReactElement {
  const element = useRef<HTMLDivElement>(null);
  const grip = useRef<HTMLButtonElement>(null);
  const handle = useRef<Handle | null>(null);
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const isTouch = useIsCompact();
  const openMenu = useCallback(() => {
    const range = handle.current?.range ?? null;
    if (range === null) return;
    const { state, view } = editor;
    const selected = selectedBlocks(state);
    const isSelected = selected !== null && selected.from >= range.from && selected.to <= range.to;
    // What the menu does, it does to the selection: that follows its block when others write.
    if (!isSelected) view.dispatch(selectBlock(state, range));
    handle.current?.hold(true);
    setIsMenuOpen(true);
  }, [editor]);
  useEffect(() => {
    if (element.current === null || grip.current === null) return;
    const made = new Handle({
      view: editor.view,
      element: element.current,
      grip: grip.current,
      isTouch,
      onPress: openMenu,
    });
    handle.current = made;
    const onTransaction = () => made.update();
    const events = ['transaction', 'focus', 'blur'] as const;
    for (const name of events) editor.on(name, onTransaction);
    return () => {
      for (const name of events) editor.off(name, onTransaction);
      made.destroy();
      handle.current = null;
    };
  }, [editor, isTouch, openMenu]);
  useEffect(
    () =>
      onMenuRequest(editor, (menu) => {
        const range = selectedBlocks(editor.state);
        if (menu !== 'block-menu' || range === null || !editor.isEditable) return;
        handle.current?.standAt(range);
        openMenu();
      }),
    [editor, openMenu],
  );
  const onAdd = () => {
    const range = handle.current?.range ?? null;
    if (range !== null) askForBlockBelow(editor.view, range);
  };
  const onClose = useCallback(() => {
    setIsMenuOpen(false);
    handle.current?.hold(false);
    editor.view.focus();
  }, [editor]);
  const anchor = useCallback(() => grip.current?.getBoundingClientRect() ?? null, []);
  const onAnchorMoved = useMemo(() => onDocumentChange(editor), [editor]);
  return (
    <>
      <div ref={element} className="mh-handle" hidden data-open={isMenuOpen}>
        {!isTouch && (
          <button
            type="button"
            className="mh-handle__part"
            aria-label="Add a block below"
            title="Add a block below"
            tabIndex={-1}
            onClick={onAdd}
          >
            <Plus size={18} strokeWidth={1.75} aria-hidden="true" />
          </button>
        )}
        <button
          ref={grip}
          type="button"
          className="mh-handle__part mh-handle__grip"
          aria-label="Block menu; drag to move"
          aria-haspopup="menu"
          aria-expanded={isMenuOpen}
          title="Drag to move, press for the menu"
          tabIndex={-1}
        >
          <GripVertical size={18} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
      {isMenuOpen && (
        <Floating
          anchor={anchor}
          placement="bottom-start"
          className="mh-popup"
          context={editor.view.dom}
          onAnchorMoved={onAnchorMoved}
          onDismiss={onClose}
        >
          <BlockMenu editor={editor} commands={commands} onClose={onClose} onNotice={onNotice} />
        </Floating>
      )}
    </>
  );
}
