import { markdownToBody } from '@manyhands/schema/conversions';
import { Fragment, Node, type Schema } from '@tiptap/pm/model';
import { texBracketsToDollars } from './tex-brackets.js';

/** Blocks of a Markdown text, or `null` if it cannot be read. Loaded when the first Markdown is pasted. */
export function readMarkdown(schema: Schema, markdown: string): Fragment | null {
  try {
    // The schema of the page is built from the same extensions, but it is another object.
    const body = Node.fromJSON(schema, markdownToBody(texBracketsToDollars(markdown)));
    return Fragment.from(body.content);
  } catch {
    // Nested too deeply: the text itself is pasted then.
    return null;
  }
}
