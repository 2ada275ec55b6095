import { bodyField, documentExtensions } from '@manyhands/schema';
import type { Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Placeholder } from '@tiptap/extensions';
import type { DocumentHandle } from '../client/document-handle.js';
import { remoteCarets } from './carets/remote-carets.js';
import { writingRules } from './input-rules/writing-rules.js';
import { copying } from './paste/copying.js';
import { pasting } from './paste/pasting.js';
import { undoOptions } from './undo/undo-options.js';
import { wellFormed } from './well-formed/well-formed.js';

/** What the extensions of one editor share. */
export interface EditorContext {
  readonly handle: DocumentHandle;
}

/** Everything the text of a document does on a page: the schema, and a line for each part of the behaviour. */
export function editorExtensions({ handle }: EditorContext): Extensions {
  return [
    ...documentExtensions(),
    Collaboration.configure({ document: handle.doc, field: bodyField, yUndoOptions: undoOptions }),
    Placeholder.configure({ placeholder: 'Start writing' }),
    ...remoteCarets(handle),
    wellFormed(),
    writingRules(),
    pasting(),
    copying(),
  ];
}
