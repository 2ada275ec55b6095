import { type DocumentHandle, documentSettings, exportDocument, type FileFormat } from '@manyhands/editor/client';
import { printDocument, saveFile } from '@manyhands/editor/react';
import { type ReactElement, useSyncExternalStore } from 'react';
import { useTheme } from '../theme-toggle';
import { Icon } from '../ui/icon';
import { PopupItem, PopupMenu } from '../ui/popup-menu';
import type { PageCommand } from './page-commands';

const fonts = [
  { font: 'sans', name: 'Sans serif' },
  { font: 'serif', name: 'Serif' },
  { font: 'mono', name: 'Monospace' },
] as const;

const formats: readonly { readonly format: FileFormat; readonly name: string }[] = [
  { format: 'markdown', name: 'Download Markdown' },
  { format: 'html', name: 'Download HTML' },
  { format: 'text', name: 'Download plain text' },
];

export interface DocumentMenuProps {
  readonly handle: DocumentHandle;
  readonly isEditable: boolean;
  /** What the page can do, for those who look for it here. */
  readonly commands: readonly PageCommand[];
  readonly onProblem: (sentence: string) => void;
}

/** ⋯: how the document looks for everybody, and what can be done with it. */
export function DocumentMenu({ handle, isEditable, commands, onProblem }: DocumentMenuProps): ReactElement {
  const settings = documentSettings(handle.doc);
  const { font, isWide } = useSyncExternalStore(settings.subscribe, settings.getSnapshot, settings.getSnapshot);
  const { name: themeName, turn: turnTheme } = useTheme();
  const download = async (format: FileFormat) => {
    try {
      saveFile(await exportDocument(handle.doc, format));
    } catch {
      onProblem('The file could not be made. The document is as it was. Reload the page and try again.');
    }
  };
  return (
    <PopupMenu label="Document menu" button={<Icon name="more" />}>
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
          {fonts.map(({ font: value, name }) => (
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
      {formats.map(({ format, name }) => (
        <PopupItem key={format} onChoose={() => void download(format)}>
          {name}
        </PopupItem>
      ))}
      <PopupItem onChoose={() => void printDocument()}>Print or save as PDF</PopupItem>
    </PopupMenu>
  );
}
