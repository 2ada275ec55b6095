import { type DocumentHandle, documentSettings, type FileFormat } from '@manyhands/editor/client';
import type { EditorCommand } from '@manyhands/editor/react';
import { openNewDocument } from '../new-document';
import { chooseTheme, chosenTheme, type Theme } from '../theme';
import { fileFormats, readingFonts } from './document-formats';

/** What the page does by itself. */
export interface PageActs {
  download(format: FileFormat): void;
  print(): void;
  share(): void;
  star(): void;
}

const themes: readonly { readonly theme: Theme; readonly title: string }[] = [
  { theme: 'light', title: 'Theme: light' },
  { theme: 'dark', title: 'Theme: dark' },
  { theme: 'system', title: 'Theme: as the system' },
];

type Command = Pick<EditorCommand, 'id' | 'title' | 'icon' | 'keywords' | 'run'> & Partial<EditorCommand>;

/** What the buttons and menus around the text do, for those who look for it in the palette. Loaded with it. */
export function paletteCommands(handle: DocumentHandle, acts: { readonly current: PageActs }): EditorCommand[] {
  const settings = documentSettings(handle.doc);
  const mayWrite = () => handle.getSnapshot().isEditable;
  const commands: Command[] = [
    {
      id: 'page.new',
      title: 'New document',
      icon: 'document',
      keywords: ['create', 'begin', 'add'],
      run: () => void openNewDocument(),
    },
    {
      id: 'page.share',
      title: 'Copy the link to this document',
      icon: 'link',
      keywords: ['share', 'address', 'invite'],
      run: () => acts.current.share(),
    },
    {
      id: 'page.star',
      title: 'Star or unstar this document',
      icon: 'settings',
      keywords: ['favourite'],
      run: () => acts.current.star(),
    },
    ...themes.map(({ theme, title }) => ({
      id: `page.theme-${theme}`,
      title,
      icon: 'settings' as const,
      keywords: ['dark mode', 'colours', 'appearance', 'night'],
      isActive: () => chosenTheme() === theme,
      run: () => chooseTheme(theme),
    })),
    ...readingFonts.map(({ font, name }) => ({
      id: `page.font-${font}`,
      title: `Reading face: ${name}`,
      icon: 'settings' as const,
      keywords: ['font', 'typeface'],
      isEnabled: mayWrite,
      isActive: () => settings.getSnapshot().font === font,
      run: () => settings.update({ font }),
    })),
    {
      id: 'page.wide',
      title: 'Wide text',
      icon: 'settings',
      keywords: ['width', 'column', 'full'],
      isEnabled: mayWrite,
      isActive: () => settings.getSnapshot().isWide,
      run: () => settings.update({ isWide: !settings.getSnapshot().isWide }),
    },
    ...fileFormats.map(({ format, name }) => ({
      id: `page.download-${format}`,
      title: name,
      icon: 'file' as const,
      keywords: ['export', 'save', 'file'],
      run: () => acts.current.download(format),
    })),
    {
      id: 'page.print',
      title: 'Print or save as PDF',
      icon: 'document',
      keywords: ['paper', 'export', 'download'],
      run: () => acts.current.print(),
    },
  ];
  return commands.map((command) => ({ ...command, group: 'document' }));
}
