import {
  type DocumentHandle,
  documentSettings,
  exportDocument,
  type FileFormat,
  guestIdentity,
  rememberGuestName,
} from '@manyhands/editor/client';
import {
  CollabEditor,
  CountsLabel,
  DocumentNotice,
  type Editor,
  NamePrompt,
  OutlinePanel,
  PresenceAvatars,
  printDocument,
  StateChip,
  saveFile,
  shortcutLabel,
  useDocumentTitle,
  useDocumentValue,
} from '@manyhands/editor/react';
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { AppHeader } from '../app-header';
import { documentSearch } from '../document-search';
import { forgetDocument, rememberDocument } from '../recent-documents';
import { Sidebar } from '../sidebar/sidebar';
import { useSidebarState } from '../sidebar/sidebar-state';
import { useStarred } from '../starred-documents';
import { Icon } from '../ui/icon';
import { useMedia } from '../ui/use-media';
import { DocumentMenu } from './document-menu';
import { type PageCommand, toEditorCommand } from './page-commands';
import { ShareButton } from './share-button';
import { SidePanel } from './side-panel';
import { useFocusMode } from './use-focus-mode';
import { usePaletteCommands } from './use-palette-commands';
import { usePrintKey } from './use-print-key';

/** A document with everything around it. */
export function Workspace({ handle }: { handle: DocumentHandle }): ReactElement {
  const isEditable = useDocumentValue(handle, (snapshot) => snapshot.isEditable);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [isOutlineOpen, setIsOutlineOpen] = useState(false);
  const [problem, setProblem] = useState('');
  const [sidebar, setSidebar] = useSidebarState();
  const [isFocused, setIsFocused] = useFocusMode();
  const commands = usePageCommands({
    sidebar: [sidebar.isOpen, () => setSidebar({ isOpen: !sidebar.isOpen })],
    outline: [isOutlineOpen, () => setIsOutlineOpen(!isOutlineOpen)],
    focus: [isFocused, () => setIsFocused(!isFocused)],
  });
  const starred = useStarred();
  const share = useRef<HTMLButtonElement>(null);
  const download = useCallback(
    (format: FileFormat) => {
      exportDocument(handle.doc, format).then(saveFile, () =>
        setProblem('The file could not be made. The document is as it was. Reload the page and try again.'),
      );
    },
    [handle],
  );
  const more = usePaletteCommands(editor !== null, handle, {
    download,
    print: () => void printDocument(),
    share: () => share.current?.click(),
    star: () => starred.toggle(handle.id),
  });
  const editorCommands = useMemo(() => [...commands.map(toEditorCommand), ...more], [commands, more]);
  const search = useMemo(() => documentSearch(handle.id), [handle]);
  const title = usePageTitle(handle);
  useLook(handle);
  usePrintKey();
  return (
    <div className="workspace" data-sidebar={sidebar.isOpen ? 'open' : 'closed'}>
      {sidebar.isOpen && <Sidebar currentId={handle.id} currentTitle={title} state={sidebar} onChange={setSidebar} />}
      <div className="workspace__main">
        <AppHeader
          title={title}
          start={
            !sidebar.isOpen && (
              <IconButton label="Show sidebar" icon="sidebar" onClick={() => setSidebar({ isOpen: true })} />
            )
          }
          afterTitle={<Star id={handle.id} starred={starred} />}
        >
          <StateChip handle={handle} />
          <People handle={handle} />
          <ShareButton button={share} />
          <IconButton
            isElsewhereToo
            label={isOutlineOpen ? 'Hide outline' : 'Show outline'}
            icon="outline"
            isPressed={isOutlineOpen}
            onClick={() => setIsOutlineOpen(!isOutlineOpen)}
          />
          <DocumentMenu
            handle={handle}
            editor={editor}
            isEditable={isEditable}
            commands={commands}
            onDownload={download}
          />
        </AppHeader>
        <main className="document">
          <DocumentNotice handle={handle} listHref="/" />
          {problem !== '' && <Problem sentence={problem} onClose={() => setProblem('')} />}
          <CollabEditor handle={handle} commands={editorCommands} search={search} onEditor={setEditor} />
        </main>
        {editor !== null && (
          <footer className="counts">
            <CountsLabel editor={editor} />
          </footer>
        )}
      </div>
      {isOutlineOpen && editor !== null && (
        <SidePanel title="Outline" onClose={() => setIsOutlineOpen(false)}>
          <OutlinePanel editor={editor} />
        </SidePanel>
      )}
      {isFocused && (
        <button type="button" className="mh-button focus-exit" onClick={() => setIsFocused(false)}>
          Leave focus mode
        </button>
      )}
    </div>
  );
}

type Switch = readonly [isOn: boolean, toggle: () => void];

function usePageCommands(switches: Record<'sidebar' | 'outline' | 'focus', Switch>): readonly PageCommand[] {
  const { sidebar, outline, focus } = switches;
  return useMemo(
    () =>
      (
        [
          ['sidebar', 'Sidebar', 'sidebar', ['documents', 'list', 'hide'], 'Mod-.', sidebar],
          ['outline', 'Outline', 'outline', ['headings', 'contents'], 'Mod-Alt-o', outline],
          ['focus', 'Focus mode', 'focus', ['quiet', 'zen', 'distraction'], 'Mod-Shift-f', focus],
        ] as const
      ).map(([id, title, icon, keywords, shortcut, [isOn, run]]) => ({
        id: `page.${id}`,
        title,
        icon,
        keywords,
        shortcut,
        shortcutText: shortcutLabel(shortcut),
        isOn,
        run,
      })),
    [sidebar[0], outline[0], focus[0]],
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly icon: 'sidebar' | 'outline';
  readonly isPressed?: boolean;
  /** It is in the document menu, too: a narrow bar has no room for it. */
  readonly isElsewhereToo?: boolean;
  readonly onClick: () => void;
}

function IconButton({ label, icon, isPressed, isElsewhereToo = false, onClick }: IconButtonProps): ReactElement {
  return (
    <button
      type="button"
      className={isElsewhereToo ? 'icon-button icon-button--roomy' : 'icon-button'}
      aria-label={label}
      title={label}
      {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

function Star({ id, starred }: { id: string; starred: ReturnType<typeof useStarred> }): ReactElement {
  const isStarred = starred.ids.includes(id);
  const label = isStarred ? 'Remove the star' : 'Star this document';
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      aria-pressed={isStarred}
      onClick={() => starred.toggle(id)}
    >
      <Icon name="star" isFilled={isStarred} />
    </button>
  );
}

function People({ handle }: { handle: DocumentHandle }): ReactElement {
  const self = useDocumentValue(handle, (snapshot) => snapshot.self);
  const isEditable = useDocumentValue(handle, (snapshot) => snapshot.isEditable);
  const [prompt, setPrompt] = useState<'offered' | 'asked-for' | 'closed'>('offered');
  const isAsking = prompt === 'asked-for' || (prompt === 'offered' && isEditable && self.name === '');
  // Somebody the server knows has their name from there.
  const isGuest = self.id === guestIdentity().id;
  const isPhone = useMedia('(max-width: 640px)');
  return (
    <>
      <PresenceAvatars
        handle={handle}
        max={isPhone ? 1 : 4}
        {...(isGuest ? { onSelf: () => setPrompt('asked-for') } : {})}
      />
      {isAsking && (
        <div className="name-corner">
          <NamePrompt
            key={prompt}
            name={self.name}
            wasAskedFor={prompt === 'asked-for'}
            onName={(name) => {
              handle.setName(rememberGuestName(name));
              setPrompt('closed');
            }}
            onDismiss={() => setPrompt('closed')}
          />
        </div>
      )}
    </>
  );
}

function Problem({ sentence, onClose }: { sentence: string; onClose: () => void }): ReactElement {
  return (
    <div className="mh-notice" role="alert">
      <p>{sentence}</p>
      <button type="button" className="mh-button" onClick={onClose}>
        Close
      </button>
    </div>
  );
}

/** Keeps the window's title and this device's list of documents up to date. @returns the document's title */
function usePageTitle(handle: DocumentHandle): string {
  const isReady = useDocumentValue(handle, (snapshot) => snapshot.isReady);
  const isDeleted = useDocumentValue(handle, ({ status }) => status.kind === 'stopped' && status.reason === 'deleted');
  const title = useDocumentTitle(handle);
  useEffect(() => {
    document.title = `${title || 'Untitled'} – Manyhands`;
    if (isDeleted) forgetDocument(handle.id);
    else if (isReady) rememberDocument({ id: handle.id, title, openedAt: Date.now() });
  }, [handle, title, isReady, isDeleted]);
  return title;
}

/** The reading face and the width that the document asks for. */
function useLook(handle: DocumentHandle): void {
  const settings = documentSettings(handle.doc);
  const present = useSyncExternalStore(settings.subscribe, settings.getSnapshot, settings.getSnapshot);
  const glimpsed = useDocumentValue(handle, ({ isReady, glimpse }) => (isReady ? undefined : glimpse?.settings));
  const { font, isWide } = glimpsed ?? present;
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['readingFont'] = font;
    dataset['width'] = isWide ? 'wide' : 'usual';
    return () => {
      delete dataset['readingFont'];
      delete dataset['width'];
    };
  }, [font, isWide]);
}
