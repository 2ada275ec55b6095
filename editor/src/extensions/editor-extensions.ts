import { bodyField, documentExtensions } from '@manyhands/schema';
import type { Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Placeholder } from '@tiptap/extensions';
import type { DocumentHandle } from '../client/document-handle.js';
import { remoteCarets } from './carets/remote-carets.js';
import { PortableClipboard } from './clipboard/portable-clipboard.js';
import { mediaBehaviour } from './media/media-behaviour.js';
import { tableBehaviour, withoutStockTables } from './table/table-behaviour.js';

/** What the extensions of one editor share. */
export interface EditorContext {
  readonly handle: DocumentHandle;
}

/** Everything the text of a document does on a page: the schema, and a line for each part of the behaviour. */
export function editorExtensions({ handle }: EditorContext): Extensions {
  return [
    ...withoutStockTables(documentExtensions()),
    Collaboration.configure({ document: handle.doc, field: bodyField }),
    Placeholder.configure({ placeholder: 'Start writing' }),
    PortableClipboard,
    ...remoteCarets(handle),
    tableBehaviour(),
    mediaBehaviour(handle.uploads),
  ];
}
