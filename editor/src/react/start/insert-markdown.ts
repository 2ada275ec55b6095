import { markdownToBody } from '@manyhands/schema/conversions';
import type { Editor } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';

/**
 * Puts Markdown in the place of an empty text, as one step that can be undone. Loaded when first used: the Markdown
 * reader is large.
 *
 * @throws {ConversionError} of `@manyhands/schema`
 */
export function insertMarkdown({ state, view }: Editor, markdown: string): void {
  const body = Node.fromJSON(state.schema, markdownToBody(markdown));
  const { tr } = state;
  tr.replaceWith(0, state.doc.content.size, body.content);
  tr.setSelection(TextSelection.atEnd(tr.doc)).scrollIntoView();
  view.dispatch(tr);
  view.focus();
}
