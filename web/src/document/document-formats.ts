import type { FileFormat, ReadingFont } from '@manyhands/editor/client';

/** The faces a document can be read in, as menus name them. */
export const readingFonts: readonly { readonly font: ReadingFont; readonly name: string }[] = [
  { font: 'sans', name: 'Sans serif' },
  { font: 'serif', name: 'Serif' },
  { font: 'mono', name: 'Monospace' },
];

/** What a document can be downloaded as. */
export const fileFormats: readonly { readonly format: FileFormat; readonly name: string }[] = [
  { format: 'markdown', name: 'Download Markdown' },
  { format: 'html', name: 'Download HTML' },
  { format: 'text', name: 'Download plain text' },
];
