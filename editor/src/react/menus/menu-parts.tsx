import type { Editor } from '@tiptap/core';
import {
  lazy,
  type MutableRefObject,
  type ReactElement,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react';
import type { DocumentSearch } from '../../client/document-search.js';
import { offeredCommands } from '../../commands/command-registry.js';
import type { EditorCommand } from '../../commands/editor-command.js';
import { type MenuName, onMenuRequest } from '../../commands/menu-request.js';
import { BlockHandle } from './block-handle.js';
import { BubbleMenu } from './bubble-menu.js';
import { Dialog } from './dialog.js';
import { LinkBubble } from './link-bubble.js';
import { LoadBoundary } from './load-boundary.js';
import { MobileToolbar } from './mobile-toolbar.js';
import { Notice } from './notice.js';
import { SlashMenu } from './slash-menu.js';
import { useCommandKeys } from './use-command-keys.js';
import { useIsCompact } from './use-media.js';
import { useRevealedBlock } from './use-revealed-block.js';
import { WaitingPalette } from './waiting-palette.js';

const loadPalette = async () => ({ default: (await import('./palette-dialog.js')).PaletteDialog });
const PaletteDialog = lazy(loadPalette);
const ShortcutsDialog = lazy(async () => ({ default: (await import('./shortcuts-dialog.js')).ShortcutsDialog }));

export interface MenuPartsProps {
  readonly editor: Editor;
  readonly commands: readonly EditorCommand[];
  readonly search: DocumentSearch | null;
  /** What was asked for before this was loaded. */
  readonly wanted: MenuName | null;
  /** What was typed for the palette before it was loaded. */
  readonly typedAhead: MutableRefObject<string>;
}

/** Every menu of the text. Loaded when the page is idle, or when the first one is asked for. */
export function MenuParts({ editor, commands: extra, search, wanted, typedAhead }: MenuPartsProps): ReactElement {
  const commands = useMemo(() => offeredCommands(editor, extra), [editor, extra]);
  const [dialog, setDialog] = useState<MenuName | null>(wanted);
  const [notice, setNotice] = useState<string | null>(null);
  const isCompact = useIsCompact();
  useEffect(() => onMenuRequest(editor, (menu) => isDialog(menu) && setDialog(menu)), [editor]);
  useEffect(() => {
    // The palette is for people in a hurry: it is here before they ask. If it cannot be loaded now, it is tried again then.
    loadPalette().catch(() => undefined);
  }, []);
  useCommandKeys(editor, commands);
  useRevealedBlock(editor);
  const close = useCallback(() => {
    typedAhead.current = '';
    setDialog(null);
  }, [typedAhead]);
  const waiting =
    dialog === 'palette' ? (
      <WaitingPalette typedAhead={typedAhead} onClose={close} />
    ) : (
      <LoadingDialog onClose={close} />
    );
  const clearNotice = useCallback(() => setNotice(null), []);
  return (
    <>
      <SlashMenu editor={editor} commands={commands} />
      {isCompact ? (
        <MobileToolbar editor={editor} commands={commands} />
      ) : (
        <BubbleMenu editor={editor} commands={commands} />
      )}
      <LinkBubble editor={editor} isCompact={isCompact} onNotice={setNotice} />
      <BlockHandle editor={editor} commands={commands} onNotice={setNotice} />
      {dialog !== null && (
        <LoadBoundary onClose={close}>
          <Suspense fallback={waiting}>
            {dialog === 'palette' && (
              <PaletteDialog
                editor={editor}
                commands={commands}
                search={search}
                typedAhead={typedAhead.current}
                onClose={close}
              />
            )}
            {dialog === 'shortcuts' && <ShortcutsDialog commands={commands} onClose={close} />}
          </Suspense>
        </LoadBoundary>
      )}
      <Notice words={notice} onOver={clearNotice} />
    </>
  );
}

/** Takes the focus at once: what is typed for a dialog must not be written into the text. */
function LoadingDialog({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Dialog label="Loading" onClose={onClose}>
      <p className="mh-popup__empty">Loading…</p>
    </Dialog>
  );
}

function isDialog(menu: MenuName): boolean {
  return menu === 'palette' || menu === 'shortcuts';
}
