import type { DocumentFile } from '../client/document-file.js';

/** Hands a file to the browser's downloads. */
export function saveFile({ name, blob }: DocumentFile): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
