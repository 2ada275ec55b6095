import type { Editor } from '@tiptap/core';
import { TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Whether the selection is words that can be formatted. */
function hasWordsSelected(editor: Editor): boolean {
  const { selection, doc } = editor.state;
  if (!editor.isEditable || !(selection instanceof TextSelection) || selection.empty) return false;
  const { $from, $to } = selection;
  if ($from.parent.type.spec.code === true || $to.parent.type.spec.code === true) return false;
  return doc.textBetween(selection.from, selection.to, '', '\ufffc') !== '';
}

export interface Bubble {
  readonly isOpen: boolean;
  /** Closes it until the selection changes. */
  readonly dismiss: () => void;
  /** Shows it after all. */
  readonly recall: () => void;
}

/**
 * When the bubble shows: words are selected, the button of the mouse is up, and the focus is in the text or in the bubble.
 * What others write changes none of that.
 */
export function useBubble(editor: Editor, bubble: RefObject<HTMLElement | null>): Bubble {
  const [isOpen, setIsOpen] = useState(false);
  const isPressed = useRef(false);
  const isDismissed = useRef(false);
  const hasFocus = useRef(editor.view.hasFocus());
  const update = useCallback(() => {
    setIsOpen(hasFocus.current && !isPressed.current && !isDismissed.current && hasWordsSelected(editor));
  }, [editor]);
  useEffect(() => {
    const { dom } = editor.view;
    let frame = 0;
    // Looked at later: while the focus moves from the text to the bubble it is nowhere.
    const updateSoon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        hasFocus.current = editor.view.hasFocus() || bubble.current?.contains(document.activeElement) === true;
        update();
      });
    };
    const onTransaction = ({ transaction }: { transaction: Transaction }) => {
      const isLocal = transaction.getMeta(ySyncPluginKey) === undefined;
      if (isLocal && (transaction.selectionSet || transaction.docChanged)) isDismissed.current = false;
      update();
    };
    const onPress = () => {
      isPressed.current = true;
      update();
    };
    const onRelease = () => {
      if (!isPressed.current) return;
      isPressed.current = false;
      // The browser sets the selection of a click after its last event.
      updateSoon();
    };
    editor.on('transaction', onTransaction);
    dom.addEventListener('pointerdown', onPress);
    const releases = ['pointerup', 'pointercancel', 'dragend'] as const;
    for (const name of releases) window.addEventListener(name, onRelease, true);
    document.addEventListener('focusin', updateSoon);
    document.addEventListener('focusout', updateSoon);
    update();
    return () => {
      cancelAnimationFrame(frame);
      editor.off('transaction', onTransaction);
      dom.removeEventListener('pointerdown', onPress);
      for (const name of releases) window.removeEventListener(name, onRelease, true);
      document.removeEventListener('focusin', updateSoon);
      document.removeEventListener('focusout', updateSoon);
    };
  }, [editor, bubble, update]);
  const dismiss = useCallback(() => {
    isDismissed.current = true;
    update();
  }, [update]);
  const recall = useCallback(() => {
    isDismissed.current = false;
    update();
  }, [update]);
  return { isOpen, dismiss, recall };
}
