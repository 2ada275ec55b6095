/**
 * The kinds of files that are taken unless the operator says otherwise: what people put into documents. No programs and
 * nothing that cannot be told.
 */
export const defaultUploadTypes: readonly string[] = [
  'image/*',
  'audio/*',
  'video/*',
  'text/*',
  'font/*',
  'application/pdf',
  'application/postscript',
  'application/rtf',
  'application/xml',
  'application/ogg',
  'application/mxf',
  // Word, Excel and PowerPoint, new and old; LibreOffice; e-books.
  'application/vnd.openxmlformats-officedocument.*',
  'application/vnd.ms-*',
  'application/vnd.oasis.opendocument.*',
  'application/vnd.visio',
  'application/x-cfb',
  'application/epub+zip',
  'application/x-mobipocket-ebook',
  // Archives.
  'application/zip',
  'application/gzip',
  'application/zstd',
  'application/x-7z-compressed',
  'application/x-bzip2',
  'application/x-compress',
  'application/x-lzip',
  'application/x-rar-compressed',
  'application/x-tar',
  'application/x-xz',
  'application/vnd.rar',
];

/** `image/png`, `image/*`, `application/vnd.ms-*`, or `*` for everything. */
export function isTypePattern(text: string): boolean {
  return text === '*' || /^[a-z0-9.+-]+\/(?:[a-z0-9.+-]+\*?|\*)$/.test(text);
}

export function matchesType(mime: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.endsWith('*') ? mime.startsWith(pattern.slice(0, -1)) : mime === pattern));
}
