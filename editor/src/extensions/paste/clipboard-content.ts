import { cleanText } from '../well-formed/well-formed-text.js';

/** What is on the clipboard, as far as it is text. */
export interface ClipboardContent {
  readonly html: string;
  readonly text: string;
  /** The language of code that VS Code copied. */
  readonly codeLanguage: string | null;
  readonly isCode: boolean;
  /** Files that are the content, and not only a picture of the text beside them. */
  readonly hasFiles: boolean;
  /** Copied in one of our own editors. */
  readonly isOurs: boolean;
}

/** The mark that copies of our own carry. */
export const ownMark = 'data-manyhands';

export function readClipboard(data: DataTransfer): ClipboardContent {
  const html = data.getData('text/html');
  const uris = data.getData('text/uri-list');
  const text = cleanText(data.getData('text/plain') || uris.replace(/^#.*$/gm, '').trim());
  const mode = editorMode(data.getData('vscode-editor-data'));
  return {
    html,
    text,
    codeLanguage: mode === 'plaintext' ? null : mode,
    // Prose that was written in VS Code is prose.
    isCode: mode !== null && mode !== 'plaintext' && mode !== 'markdown' && mode !== 'mdx',
    hasFiles: data.files.length > 0 && !hasWords(html),
    isOurs: html.includes(`${ownMark}=`) && html.includes('data-pm-slice='),
  };
}

function editorMode(json: string): string | null {
  try {
    const value: unknown = JSON.parse(json || 'null');
    const mode = typeof value === 'object' && value !== null ? (value as { mode?: unknown }).mode : null;
    return typeof mode === 'string' && /^[\w+#.-]{1,40}$/.test(mode) ? mode.toLowerCase() : null;
  } catch {
    return null;
  }
}

/** Browsers put a picture on the clipboard as a file and as an `<img>`; Office puts a picture of the text beside it. */
function hasWords(html: string): boolean {
  if (html === '') return false;
  const shown = html.slice(0, 200_000).replace(/<(style|script|title|xml)\b[\s\S]*?<\/\1\s*>/gi, '');
  return /\S/.test(
    shown
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<[^>]*>/g, '')
      .replace(/&nbsp;|&#160;/g, ''),
  );
}
