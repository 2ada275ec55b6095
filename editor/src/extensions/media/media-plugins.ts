import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { NodeView, NodeViewConstructor } from '@tiptap/pm/view';
import type { DocumentUploads } from '../../client/uploads/upload.js';
import { FileView } from '../file/file-view.js';
import { captionDecorations, handleImageKey, typeIntoCaption } from '../image/image-keys.js';
import { ImageView } from '../image/image-view.js';
import { droppedFiles } from './dropped-files.js';
import { finishUploads } from './finish-uploads.js';
import type { MediaContext } from './media-context.js';

/** What pictures and files do on a page. */
export function mediaPlugins(uploads: DocumentUploads): readonly Plugin[] {
  return [pictureKeys(), droppedFiles(uploads), finishUploads(uploads)];
}

export function mediaViews(uploads: DocumentUploads): Record<'image' | 'file', NodeViewConstructor> {
  const withContext =
    (make: (node: Node, context: MediaContext) => NodeView): NodeViewConstructor =>
    (node, view, getPos) =>
      make(node, { uploads, view, getPos });
  return {
    image: withContext((node, context) => new ImageView(node, context)),
    file: withContext((node, context) => new FileView(node, context)),
  };
}

function pictureKeys(): Plugin {
  return new Plugin({
    key: new PluginKey('manyhandsMedia'),
    props: {
      handleKeyDown: handleImageKey,
      handleTextInput: (view, _from, _to, text) => typeIntoCaption(view, text),
      decorations: captionDecorations,
    },
  });
}
