import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { DocumentUploads } from '../../client/uploads/upload.js';
import { showToast } from '../surface/toast.js';
import { adoptFiles } from './adopt-files.js';
import { insertFiles } from './insert-files.js';
import { extractPictures, isOnlyPicture } from './pasted-pictures.js';

/** Files that are dropped on the page or pasted. A drop beside the text never makes the browser leave the page. */
export function droppedFiles(uploads: DocumentUploads): Plugin {
  return new Plugin({
    key: new PluginKey('manyhandsDroppedFiles'),
    view: (view) => guardPage(view, uploads),
    props: {
      handleDOMEvents: {
        dragover: (view, event) => {
          if (hasFiles(event)) showDropPlace(view);
          return false;
        },
        dragleave: (view, event) => {
          if (hasFiles(event) && !view.dom.contains(event.relatedTarget as globalThis.Node | null))
            view.dragging = null;
          return false;
        },
      },
      handleDrop: (view, event) => {
        if (!hasFiles(event)) return false;
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        take(view, uploads, event, at?.pos ?? view.state.doc.content.size);
        return true;
      },
      handlePaste: (view, event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        const html = event.clipboardData?.getData('text/html') ?? '';
        // Office programs add a picture of what they copied; the text is what is wanted.
        if (files.length === 0 || (html !== '' && !isOnlyPicture(html))) return false;
        insertFiles(view, { uploads, files });
        return true;
      },
      transformPasted: (slice, view) => {
        adoptFiles(view, slice, uploads);
        return slice;
      },
      transformPastedHTML: (html, view) => (view?.editable === false ? html : extractPictures(html, uploads)),
    },
  });
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** The line that shows where something will land, as for a block that is dragged: a picture stands between blocks. */
function showDropPlace(view: EditorView): void {
  const image = view.state.schema.nodes['image'];
  if (view.dragging !== null || image === undefined || !view.editable) return;
  view.dragging = { slice: new Slice(Fragment.from(image.create()), 0, 0), move: false };
}

function take(view: EditorView, uploads: DocumentUploads, { dataTransfer }: DragEvent, at: number): void {
  const items = [...(dataTransfer?.items ?? [])].filter((item) => item.kind === 'file');
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry()?.isDirectory === true;
  const files = items.filter((item) => !isFolder(item)).flatMap((item) => item.getAsFile() ?? []);
  if (items.some(isFolder)) showToast('Folders cannot be added. Drop the files that are in them.', view.dom);
  if (!view.editable) showToast('This document is read only. Nothing was added.', view.dom);
  insertFiles(view, { uploads, files, at });
}

function guardPage(view: EditorView, uploads: DocumentUploads): { destroy: () => void } {
  const ending = new AbortController();
  const { signal } = ending;
  const page = view.dom.ownerDocument;
  page.addEventListener(
    'dragover',
    (event) => {
      if (!hasFiles(event)) return;
      const isEditor = isBesideText(view, event);
      if (!event.defaultPrevented && event.dataTransfer !== null)
        event.dataTransfer.dropEffect = isEditor ? 'copy' : 'none';
      event.preventDefault();
    },
    { signal },
  );
  page.addEventListener(
    'drop',
    (event) => {
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      view.dragging = null;
      if (isBesideText(view, event)) take(view, uploads, event, positionBeside(view, event));
    },
    { signal },
  );
  return { destroy: () => ending.abort() };
}

/** In the title, the margins, or the space under the text. */
function isBesideText(view: EditorView, { target }: DragEvent): boolean {
  return view.dom.closest('.mh-editor')?.contains(target as globalThis.Node | null) === true;
}

function positionBeside(view: EditorView, { clientY }: DragEvent): number {
  const { left, right, top, bottom } = view.dom.getBoundingClientRect();
  if (clientY <= top) return 0;
  if (clientY >= bottom) return view.state.doc.content.size;
  return view.posAtCoords({ left: (left + right) / 2, top: clientY })?.pos ?? view.state.doc.content.size;
}
