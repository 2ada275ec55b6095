import { Extension } from '@tiptap/core';
import type { EditorView } from '@tiptap/pm/view';
import type { DocumentUploads } from '../../client/uploads/upload.js';
import { showToast } from '../surface/toast.js';
import { chooseFiles } from './choose-files.js';

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

/** Puts pictures and files in. The nodes are the schema's; how they look comes later. */
export function mediaCommands(uploads: DocumentUploads): Extension {
  return Extension.create({
    name: 'manyhandsMedia',
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
