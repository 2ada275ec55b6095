import type * as Y from 'yjs';
import type { DocumentFile, FileFormat } from './document-file.js';

/**
 * Writes a document as a file, from what is on this device: it works without the server. The converters are loaded when
 * first used.
 *
 * @throws {ConversionError} of `@manyhands/schema`, for content nested too deeply or too large
 * @throws what `import()` throws, where the converters cannot be loaded
 */
export async function exportDocument(doc: Y.Doc, format: FileFormat): Promise<DocumentFile> {
  const { writeDocumentFile } = await import('./write-document-file.js');
  return writeDocumentFile(doc, format);
}
