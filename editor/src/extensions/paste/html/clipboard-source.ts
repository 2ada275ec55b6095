/** Which program wrote the clipboard: each has its own way to say the same. */
export type ClipboardSource =
  | 'google-docs'
  | 'word'
  | 'onenote'
  | 'notion'
  | 'libreoffice'
  | 'apple'
  | 'slack'
  | 'evernote'
  | 'sheet'
  | 'editor'
  | 'web';

const signs: readonly (readonly [ClipboardSource, RegExp])[] = [
  ['google-docs', /id=["']?docs-internal-guid-/i],
  ['sheet', /google-sheets-html-origin|urn:schemas-microsoft-com:office:excel/i],
  [
    'word',
    /urn:schemas-microsoft-com:office:word|class=["']?Mso|mso-list:|content=["']?Word\.Document|data-ccp-props|class=["'][^"']*\bTextRun\b/i,
  ],
  ['onenote', /content=["']?(?:OneNote\.File|Microsoft OneNote)/i],
  ['notion', /<!--\s*notionvc|class=["'][^"']*\b(?:notion-|to-do-list|toggle\b|block-color-)/i],
  ['libreoffice', /content=["'](?:LibreOffice|OpenOffice)/i],
  ['apple', /content=["']Cocoa HTML Writer/i],
  ['slack', /data-stringify-type=/i],
  ['evernote', /--en-(?:checked|todo|codeblock|highlight|nodeId)\b|<en-(?:todo|note)\b/i],
  // Every editor that is made with ProseMirror: Confluence, Docmost, Linear, Outline and many more.
  ['editor', /\bdata-pm-slice=/i],
];

/** Whether somebody chose the colours in it; on a web page they are the site's. */
export function choosesColors(source: ClipboardSource): boolean {
  return source !== 'web' && source !== 'slack';
}

export function clipboardSource(html: string): ClipboardSource {
  return signs.find(([, sign]) => sign.test(html))?.[0] ?? 'web';
}
