import { bodyField, documentExtensions } from '@manyhands/schema';
import type { Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Placeholder } from '@tiptap/extensions';
import type { DocumentHandle } from '../client/document-handle.js';
import { remoteCarets } from './carets/remote-carets.js';
import { EmojiSuggestions } from './emoji/emoji-suggestions.js';
import { finding } from './find/find-plugin.js';
import { writingRules } from './input-rules/writing-rules.js';
import { mentionSuggestions, type SearchDocuments } from './mentions/mention-suggestions.js';
import { mentionViews, type TitleOfDocument } from './mentions/mention-views.js';
import { copying } from './paste/copying.js';
import { pasting } from './paste/pasting.js';
import { suggesting } from './suggestion/suggesting.js';
import { undoOptions } from './undo/undo-options.js';
import { wellFormed } from './well-formed/well-formed.js';

/** What the extensions of one editor share. */
export interface EditorContext {
  readonly handle: DocumentHandle;
  /** Finds other documents to mention. Without it only people are suggested. */
  readonly searchDocuments?: SearchDocuments | undefined;
  /** Today's title of a mentioned document, where it is known. */
  readonly titleOfDocument?: TitleOfDocument | undefined;
}

/** Everything the text of a document does on a page: the schema, and a line for each part of the behaviour. */
export function editorExtensions({ handle, searchDocuments, titleOfDocument }: EditorContext): Extensions {
  const emoji = new EmojiSuggestions();
  return [
    ...documentExtensions(),
    Collaboration.configure({ document: handle.doc, field: bodyField, yUndoOptions: undoOptions }),
    Placeholder.configure({ placeholder: 'Start writing' }),
    ...remoteCarets(handle),
    wellFormed(),
    writingRules([emoji.rule]),
    suggesting([emoji.source, mentionSuggestions(handle, searchDocuments)]),
    mentionViews(handle, titleOfDocument),
    pasting(),
    copying(),
    finding,
  ];
}
