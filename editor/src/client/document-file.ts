export type FileFormat = 'markdown' | 'html' | 'text';

/** A document as a file to keep. */
export interface DocumentFile {
  readonly name: string;
  readonly blob: Blob;
}
