import type { Editor } from '@tiptap/core';
import { TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** Whether the selection is words that can be formatted. */
export function hasWordsSelected(editor: Editor): boolean {
  const { selection, doc } = editor.state;
  if (!editor.isEditable || !(selection instanceof TextSelection) || selection.empty) return false;
  const { $from, $to } = selection;
  if ($from.parent.type.spec.code === true || $to.parent.type.spec.code === true) return false;
  return doc.textBetween(selection.from, selection.to, '', '\ufffc') !== '';
}

export interface BubbleOptions {
  readonly bubble: RefObject<HTMLElement | null>;
  /** Whether the selection is something that it is for. Like `rest` it is not made anew with each render. */
  readonly isWanted: (editor: Editor) => boolean;
  /** Writing puts it away, until the caret has rested for so long in such a place. @default it stays */
  readonly rest?: { readonly ms: number; readonly isIn: (editor: Editor) => boolean };
}

export interface Bubble {
  readonly isOpen: boolean;
  /** Closes it until the selection changes. */
  readonly dismiss: () => void;
  /** Shows it after all. */
  readonly recall: () => void;
}

/**
 * When a bubble shows: it is wanted, the button of the mouse is up, and the focus is in the text or in the bubble. What
 * others write changes none of that.
 */
export function useBubble(editor: Editor, { bubble, isWanted, rest }: BubbleOptions): Bubble {
  const [isOpen, setIsOpen] = useState(false);
  const isPressed = useRef(false);
  const isDismissed = useRef(false);
  const hasFocus = useRef(isInText(editor));
  const update = useCallback(() => {
    setIsOpen(hasFocus.current && !isPressed.current && !isDismissed.current && isWanted(editor));
  }, [editor, isWanted]);
  useEffect(() => {
    const { dom } = editor.view;
    let frame = 0;
    let resting: ReturnType<typeof setTimeout> | undefined;
    // Looked at later: while the focus moves from the text to the bubble it is nowhere.
    const updateSoon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        hasFocus.current = isInText(editor) || bubble.current?.contains(document.activeElement) === true;
        update();
      });
    };
    const onTransaction = ({ transaction }: { transaction: Transaction }) => {
      const isLocal = transaction.getMeta(ySyncPluginKey) === undefined;
      if (isLocal && (transaction.selectionSet || transaction.docChanged)) {
        clearTimeout(resting);
        isDismissed.current = transaction.docChanged && rest !== undefined;
        if (isDismissed.current) resting = setTimeout(comeBack, rest?.ms);
      }
      update();
    };
    const comeBack = () => {
      if (rest?.isIn(editor) !== true) return;
      isDismissed.current = false;
      update();
    };
    // Readers have no focus in the text to lose.
    const onSelection = () => {
      if (!editor.isEditable) updateSoon();
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
    document.addEventListener('selectionchange', onSelection);
    update();
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(resting);
      editor.off('transaction', onTransaction);
      dom.removeEventListener('pointerdown', onPress);
      for (const name of releases) window.removeEventListener(name, onRelease, true);
      document.removeEventListener('focusin', updateSoon);
      document.removeEventListener('focusout', updateSoon);
      document.removeEventListener('selectionchange', onSelection);
    };
  }, [editor, bubble, rest, update]);
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

function isInText({ view, isEditable }: Editor): boolean {
  return view.hasFocus() || (!isEditable && view.dom.contains(getSelection()?.anchorNode ?? null));
}
