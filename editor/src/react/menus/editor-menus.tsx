import type { Editor } from '@tiptap/core';
import { type ReactElement, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { DocumentSearch } from '../../client/document-search.js';
import { whenIdle } from '../../client/when-idle.js';
import type { EditorCommand } from '../../commands/editor-command.js';
import { type MenuName, onMenuRequest, requestMenu } from '../../commands/menu-request.js';
import { isForPage, isShortcut } from '../../commands/shortcut-keys.js';
import { isSlashMenuOpen } from '../../extensions/slash/slash-menu.js';
import { useEditorState } from '../use-editor-state.js';
import { LoadFailure } from './load-failure.js';
import type { MenuPartsProps } from './menu-parts.js';
import { useHeldKeys } from './use-held-keys.js';
import { WaitingPalette } from './waiting-palette.js';

export interface EditorMenusProps {
  readonly editor: Editor;
  /** What the page around the text can do: panels, modes. */
  readonly commands?: readonly EditorCommand[];
  readonly search?: DocumentSearch | null;
}

type Parts = (props: MenuPartsProps) => ReactElement;
type Loading = { readonly state: 'idle' | 'failed' } | { readonly state: 'loaded'; readonly Parts: Parts };

const noCommands: readonly EditorCommand[] = [];

/** The menus of a text. This small part is with the page from the beginning; the menus come when there is time for them. */
export function EditorMenus({ editor, commands = noCommands, search = null }: EditorMenusProps): ReactElement | null {
  const [loading, setLoading] = useState<Loading>({ state: 'idle' });
  const [wanted, setWanted] = useState<MenuName | null>(null);
  const [isDismissed, setIsDismissed] = useState(false);
  const typedAhead = useRef('');
  const isSlashOpen = useEditorState({ editor, selector: () => isSlashMenuOpen(editor.state) });
  const isAskedFor = isSlashOpen || wanted !== null;
  const load = useCallback(() => {
    setIsDismissed(false);
    import('./menu-parts.js').then(
      ({ MenuParts }) => setLoading({ state: 'loaded', Parts: MenuParts }),
      () => setLoading({ state: 'failed' }),
    );
  }, []);
  useEffect(() => whenIdle(load), [load]);
  useEffect(() => {
    if (isAskedFor) load();
  }, [isAskedFor, load]);
  useEffect(() => onMenuRequest(editor, setWanted), [editor]);
  usePageKeys(editor);
  useHeldKeys({ editor, isSlashOpen, state: loading.state });
  if (loading.state === 'loaded') {
    const { Parts } = loading;
    return <Parts editor={editor} commands={commands} search={search} wanted={wanted} typedAhead={typedAhead} />;
  }
  if (loading.state === 'idle' && wanted === 'palette') {
    const onClose = () => {
      typedAhead.current = '';
      setWanted(null);
    };
    return <WaitingPalette typedAhead={typedAhead} onClose={onClose} />;
  }
  // A failed attempt that nobody waits for is tried again when somebody does.
  if (loading.state === 'idle' || !isAskedFor || isDismissed) return null;
  return <LoadFailure onRetry={load} onClose={() => setIsDismissed(true)} />;
}

/** The palette and the list of shortcuts can be asked for from everywhere on the page. */
function usePageKeys(editor: Editor): void {
  const latest = useRef(editor);
  latest.current = editor;
  // With the text and not a frame later: whoever sees it may press a key.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      const menu = isShortcut(event, 'Mod-k') ? 'palette' : isShortcut(event, 'Mod-/') ? 'shortcuts' : null;
      if (menu === null) return;
      event.preventDefault();
      requestMenu(latest.current, menu);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
