import { type DocumentHandle, documentSettings, type FileFormat } from '@manyhands/editor/client';
import { type Editor, openFind, printDocument, requestMenu, shortcutLabel } from '@manyhands/editor/react';
import { type ReactElement, useSyncExternalStore } from 'react';
import { useTheme } from '../theme-toggle';
import { Icon } from '../ui/icon';
import { PopupItem, PopupMenu } from '../ui/popup-menu';
import { fileFormats, readingFonts } from './document-formats';
import type { PageCommand } from './page-commands';

export interface DocumentMenuProps {
  readonly handle: DocumentHandle;
  /** `null` until the text is here. */
  readonly editor: Editor | null;
  readonly isEditable: boolean;
  /** What the page can do, for those who look for it here. */
  readonly commands: readonly PageCommand[];
  readonly onDownload: (format: FileFormat) => void;
}

/** ⋯: how the document looks for everybody, and what can be done with it. */
export function DocumentMenu({ handle, editor, isEditable, commands, onDownload }: DocumentMenuProps): ReactElement {
  const settings = documentSettings(handle.doc);
  const { font, isWide } = useSyncExternalStore(settings.subscribe, settings.getSnapshot, settings.getSnapshot);
  const { name: themeName, turn: turnTheme } = useTheme();
  return (
    <PopupMenu label="Document menu" button={<Icon name="more" />}>
      {editor !== null && (
        <>
          <PopupItem onChoose={() => openFind(editor, isEditable ? 'replace' : 'find')} hint={shortcutLabel('Mod-f')}>
            {isEditable ? 'Find and replace' : 'Find'}
          </PopupItem>
          <PopupItem onChoose={() => requestMenu(editor, 'palette')} hint={shortcutLabel('Mod-k')}>
            Documents and commands
          </PopupItem>
          <PopupItem onChoose={() => requestMenu(editor, 'shortcuts')} hint={shortcutLabel('Mod-/')}>
            Keyboard shortcuts
          </PopupItem>
          <hr />
        </>
      )}
      {commands.map(({ id, title, isOn, shortcutText, run }) => (
        <PopupItem
          key={id}
          onChoose={run}
          {...(isOn === undefined ? {} : { isChecked: isOn })}
          {...(shortcutText === undefined ? {} : { hint: shortcutText })}
        >
          {title}
        </PopupItem>
      ))}
      <PopupItem onChoose={turnTheme}>{themeName}</PopupItem>
      {isEditable && (
        <>
          <hr />
          {readingFonts.map(({ font: value, name }) => (
            <PopupItem key={value} isRadio isChecked={font === value} onChoose={() => settings.update({ font: value })}>
              {name}
            </PopupItem>
          ))}
          <PopupItem isChecked={isWide} onChoose={() => settings.update({ isWide: !isWide })}>
            Wide text
          </PopupItem>
        </>
      )}
      <hr />
      {fileFormats.map(({ format, name }) => (
        <PopupItem key={format} onChoose={() => onDownload(format)}>
          {name}
        </PopupItem>
      ))}
      <PopupItem onChoose={() => void printDocument()}>Print or save as PDF</PopupItem>
    </PopupMenu>
  );
}
