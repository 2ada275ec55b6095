import { contentToHtml, contentToMarkdown, contentToText, readBody, readTitle } from '@manyhands/schema/conversions';
import type * as Y from 'yjs';
import type { DocumentFile, FileFormat } from './document-file.js';

const formats = {
  markdown: { write: contentToMarkdown, type: 'text/markdown', ending: 'md' },
  html: { write: contentToHtml, type: 'text/html', ending: 'html' },
  text: { write: contentToText, type: 'text/plain', ending: 'txt' },
} as const;

const maxNameLength = 80;

/** See `exportDocument`, which loads this file. */
export function writeDocumentFile(doc: Y.Doc, format: FileFormat): DocumentFile {
  const { write, type, ending } = formats[format];
  const content = { title: readTitle(doc), body: readBody(doc) };
  return { name: `${fileNameOf(content.title)}.${ending}`, blob: new Blob([write(content)], { type }) };
}

/** What file systems do not take in a name, or take for something else, becomes a space. */
export function fileNameOf(title: string): string {
  const plain = title
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  return [...plain].slice(0, maxNameLength).join('').trim() || 'Untitled';
}
