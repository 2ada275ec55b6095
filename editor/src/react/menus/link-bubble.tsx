import { type Editor, posToDOMRect } from '@tiptap/core';
import {
  type ReactElement,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { onMenuRequest } from '../../commands/menu-request.js';
import { linkAtCaret } from '../../extensions/links/link-at-caret.js';
import { useEditorState } from '../use-editor-state.js';
import { Floating } from './floating.js';
import { LinkField } from './link-field.js';
import { LinkTools } from './link-tools.js';
import { onDocumentChange } from './on-document-change.js';
import { useBubble } from './use-bubble.js';
import { useEscape } from './use-escape.js';

export interface LinkBubbleProps {
  readonly editor: Editor;
  /** On a phone the sheet of the toolbar has the field for the address. */
  readonly isCompact: boolean;
  readonly onNotice: (words: string) => void;
}

/** What is written at the edge of a link is behind it: a pasted one has an offer of its own there. */
const rest = { ms: 1_000, isIn: (editor: Editor) => editor.isActive('link') };

/** Where the link at the caret leads, and what can be done with it. It never takes the focus by itself. */
export function LinkBubble({ editor, isCompact, onNotice }: LinkBubbleProps): ReactElement | null {
  const bubble = useRef<HTMLDivElement>(null);
  const { isOpen, dismiss, recall } = useBubble(editor, { bubble, isWanted: isInLink, rest });
  const [isChanging, setIsChanging] = useState(false);
  const href = useEditorState({ editor, selector: () => linkAtCaret(editor.state)?.href ?? null });
  useEffect(() => {
    if (!isOpen) setIsChanging(false);
  }, [isOpen]);
  useEffect(
    () =>
      onMenuRequest(editor, (menu) => {
        if (!isInLink(editor) || !(menu === 'bubble' || (menu === 'link' && !isCompact))) return;
        recall();
        if (menu === 'link') setIsChanging(true);
        else requestAnimationFrame(() => bubble.current?.querySelector<HTMLElement>('.mh-action')?.focus());
      }),
    [editor, isCompact, recall],
  );
  useEscape(editor, isOpen, dismiss);
  const anchor = useCallback(() => rectOfLink(editor), [editor]);
  const onAnchorMoved = useMemo(() => onDocumentChange(editor), [editor]);
  if (!isOpen || href === null) return null;
  const backToText = () => {
    setIsChanging(false);
    editor.view.focus();
    recall();
  };
  return (
    <Floating
      anchor={anchor}
      placement="bottom-start"
      className="mh-popup mh-link-bubble"
      context={editor.view.dom}
      onAnchorMoved={onAnchorMoved}
      isSheetOnPhones={false}
    >
      <FocusKeeper editor={editor} element={bubble}>
        {isChanging ? (
          <LinkField editor={editor} onDone={backToText} />
        ) : (
          <LinkTools editor={editor} href={href} onNotice={onNotice} onLeave={backToText} />
        )}
      </FocusKeeper>
    </Floating>
  );
}

interface FocusKeeperProps {
  readonly editor: Editor;
  readonly element: RefObject<HTMLDivElement | null>;
  readonly children: ReactNode;
}

/** Where somebody else deletes the link, whoever was in here is in the text again, and not nowhere. */
function FocusKeeper({ editor, element, children }: FocusKeeperProps): ReactElement {
  useLayoutEffect(() => {
    const { current } = element;
    // While it is taken away it still has the focus.
    return () => {
      if (!editor.isDestroyed && current?.contains(document.activeElement)) editor.view.focus();
    };
  }, [editor, element]);
  return <div ref={element}>{children}</div>;
}

function isInLink(editor: Editor): boolean {
  return linkAtCaret(editor.state) !== null;
}

function rectOfLink(editor: Editor): DOMRect | null {
  const link = linkAtCaret(editor.state);
  return link === null ? null : posToDOMRect(editor.view, link.from, link.to);
}
