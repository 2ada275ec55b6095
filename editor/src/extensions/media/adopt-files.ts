import { isOwnFile } from '@manyhands/schema';
import type { Fragment, Slice } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { DocumentUploads } from '../../client/uploads/upload.js';

const maxFiles = 100;

/** Files that come with what is pasted or dropped and that this document does not have yet: it must not lose them. */
export function adoptFiles(view: EditorView, { content }: Slice, uploads: DocumentUploads): void {
  if (!view.editable) return;
  const coming = filesIn(content);
  if (coming.size === 0) return;
  const here = filesIn(view.state.doc.content);
  for (const src of [...coming].filter((src) => !here.has(src)).slice(0, maxFiles)) uploads.adopt(src);
}

function filesIn(content: Fragment): Set<string> {
  const files = new Set<string>();
  content.descendants(({ attrs }) => {
    const src: unknown = attrs['src'];
    if (isOwnFile(src)) files.add(src);
  });
  return files;
}
