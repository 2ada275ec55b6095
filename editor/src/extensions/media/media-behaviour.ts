import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView, NodeViewConstructor } from '@tiptap/pm/view';
import type { DocumentUploads } from '../../client/uploads/upload.js';
import { FileView } from '../file/file-view.js';
import { captionDecorations, handleImageKey, typeIntoCaption } from '../image/image-keys.js';
import { ImageView } from '../image/image-view.js';
import { showToast } from '../surface/toast.js';
import { chooseFiles } from './choose-files.js';
import { finishUploads } from './finish-uploads.js';
import type { MediaContext } from './media-context.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    media: {
      /** Opens the file picker for pictures and puts the chosen ones in. */
      chooseImage: () => ReturnType;
      /** Opens the file picker and puts the chosen files in, as files to download. */
      chooseFile: () => ReturnType;
    };
  }
}

/** What pictures and files do on a page. The nodes themselves are the schema's. */
export function mediaBehaviour(uploads: DocumentUploads): Extension {
  return Extension.create({
    name: 'manyhandsMedia',
    // Its keys are about a selected picture, before those that would replace it by what is typed.
    priority: 200,
    addProseMirrorPlugins: () => [mediaPlugin(uploads), finishUploads(uploads)],
    addCommands: () => ({
      chooseImage:
        () =>
        ({ view, dispatch }) =>
          choose(view, uploads, { isRun: dispatch !== undefined, accept: 'image/*', asFiles: false }),
      chooseFile:
        () =>
        ({ view, dispatch }) =>
          choose(view, uploads, { isRun: dispatch !== undefined, asFiles: true }),
    }),
  });
}

interface Choice {
  readonly isRun: boolean;
  readonly accept?: string;
  readonly asFiles: boolean;
}

function choose(view: EditorView, uploads: DocumentUploads, { isRun, accept, asFiles }: Choice): boolean {
  if (!view.editable) return false;
  if (isRun) {
    chooseFiles({ ...(accept === undefined ? {} : { accept }), isMultiple: true }, (files) => {
      import('./insert-files.js').then(
        ({ insertFiles }) => {
          if (!view.isDestroyed) insertFiles(view, { uploads, files, asFiles });
        },
        () => showToast('The files could not be added. Check the connection and choose them again.', view.dom),
      );
    });
  }
  return true;
}

function mediaPlugin(uploads: DocumentUploads): Plugin {
  const withContext =
    <View>(make: (node: Node, context: MediaContext) => View) =>
    (...[node, view, getPos]: Parameters<NodeViewConstructor>): View =>
      make(node, { uploads, view, getPos });
  return new Plugin({
    key: new PluginKey('manyhandsMedia'),
    props: {
      nodeViews: {
        image: withContext((node, context) => new ImageView(node, context)),
        file: withContext((node, context) => new FileView(node, context)),
      },
      handleKeyDown: handleImageKey,
      handleTextInput: (view, _from, _to, text) => typeIntoCaption(view, text),
      decorations: captionDecorations,
    },
  });
}
