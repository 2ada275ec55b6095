import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { DocumentUploads, FinishedUpload } from '../../client/uploads/upload.js';

/**
 * Puts the address of a file that has arrived where the document has its upload's id.
 *
 * That is no step of undo: undo takes away the picture that somebody put in, never the end of its upload. Where the
 * picture is gone, because somebody deleted it meanwhile, nothing comes back. Only a device that knows the upload writes.
 */
export function finishUploads(uploads: DocumentUploads): Plugin {
  return new Plugin({
    key: new PluginKey('manyhandsFinishUploads'),
    view: (view) => {
      let isOpen = true;
      const detach = uploads.attach((upload) => {
        if (isOpen) finishUpload(view, upload);
      });
      return {
        destroy: () => {
          isOpen = false;
          detach();
        },
      };
    },
  });
}

/**
 * For a picture that came back: undo brought a placeholder whose upload had ended long before.
 *
 * Views of nodes find out while the page is drawn, when nothing may be changed: hence a moment later.
 */
export function finishUploadSoon(view: EditorView, upload: FinishedUpload): void {
  queueMicrotask(() => {
    if (!view.isDestroyed) finishUpload(view, upload);
  });
}

function finishUpload(view: EditorView, upload: FinishedUpload): void {
  if (!view.editable) return;
  const quiet = view.state.tr.setMeta('addToHistory', false);
  const replacements: [pos: number, attrs: Record<string, unknown>][] = [];
  view.state.doc.descendants((node, pos) => {
    if (node.attrs['uploadId'] !== upload.id) return;
    const attrs = finishedAttributes(node.type.name, upload);
    if (node.attrs['src'] === null) setAll(quiet, pos, attrs);
    // Another picture in place of one that was there is a change one wants to take back.
    else replacements.push([pos, attrs]);
    quiet.setNodeAttribute(pos, 'uploadId', null);
  });
  if (quiet.docChanged) view.dispatch(quiet);
  if (replacements.length === 0) return;
  const { tr } = view.state;
  for (const [pos, attrs] of replacements) setAll(tr, pos, attrs);
  view.dispatch(tr);
}

function finishedAttributes(type: string, { url, width, height, mime }: FinishedUpload): Record<string, unknown> {
  if (type === 'file') return mime === '' ? { src: url } : { src: url, mime };
  return width !== undefined && height !== undefined ? { src: url, width, height } : { src: url };
}

function setAll(tr: Transaction, pos: number, attrs: Record<string, unknown>): void {
  const node = tr.doc.nodeAt(pos);
  if (node === null) return;
  // Its size may have been chosen while it was on its way.
  const isSized = node.attrs['src'] === null && node.attrs['width'] != null && node.attrs['height'] != null;
  for (const [name, value] of Object.entries(attrs)) {
    if (isSized && (name === 'width' || name === 'height')) continue;
    if (node.attrs[name] !== value) tr.setNodeAttribute(pos, name, value);
  }
}
