import { ConversionError, markdownToBody } from '@manyhands/schema/conversions';
import type { Editor } from '@tiptap/core';
import { type Fragment, Node, type Schema } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { plainTextSlice } from '../../extensions/paste/plain-text.js';

/**
 * Puts Markdown in the place of an empty text, as one step that can be undone. Loaded when first used: the Markdown
 * reader is large.
 */
export function insertMarkdown({ state, view }: Editor, markdown: string): void {
  const { tr } = state;
  tr.replaceWith(0, state.doc.content.size, blocksOf(state.schema, markdown));
  tr.setSelection(TextSelection.atEnd(tr.doc)).scrollIntoView();
  view.dispatch(tr);
  view.focus();
}

/** What cannot be read, such as text nested without end, is put in as it was written: nobody loses a word. */
function blocksOf(schema: Schema, markdown: string): Fragment {
  try {
    return Node.fromJSON(schema, markdownToBody(markdown)).content;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return plainTextSlice(schema, markdown.replace(/\r\n?/g, '\n'), { keepsEmptyLines: true }).content;
  }
}
