import type { TiptapEditorHTMLElement } from '@tiptap/core';
import { type MouseEvent, type ReactElement, type ReactNode, useLayoutEffect, useRef } from 'react';

export interface DialogProps {
  readonly label: string;
  readonly className?: string;
  /** Escape, or a press beside it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog of the browser's own, which keeps the focus and gives it back. */
export function Dialog({ label, className = '', onClose, children }: DialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the element goes: only a dialog that closes gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
    return () => {
      element?.close();
      putCaretBack(document.activeElement);
    };
  }, []);
  const onClick = (event: MouseEvent) => {
    // Of all that is in the dialog, only its backdrop is the dialog itself.
    if (event.target === dialog.current) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape
    <dialog
      ref={dialog}
      className={`mh-dialog ${className}`}
      aria-label={label}
      onClick={onClick}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="mh-dialog__content">{children}</div>
    </dialog>
  );
}

/** The browser gives the focus back, and not the selection: without one, the next letters would go nowhere. */
function putCaretBack(focused: (Element & Partial<TiptapEditorHTMLElement>) | null): void {
  focused?.editor?.view.focus();
}
