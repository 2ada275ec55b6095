import type { DocumentHandle } from '../client/document-handle.js';

/** Saves what is here of a document as a Markdown file. The conversion is loaded when somebody wants it. */
export async function downloadMarkdown({ doc }: DocumentHandle): Promise<void> {
  const { contentToMarkdown, readBody, readTitle } = await import('@manyhands/schema');
  const title = readTitle(doc);
  const text = contentToMarkdown({ title, body: readBody(doc) });
  const url = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${title.replace(/[\\/:*?"<>|]+/g, ' ').trim() || 'Untitled'}.md`;
  link.click();
  // The browser has taken the file by the next task.
  setTimeout(() => URL.revokeObjectURL(url));
}
