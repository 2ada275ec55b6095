import { bodyToMarkdown, type JsonNode } from '@manyhands/schema/conversions';
import type { Schema, Slice } from '@tiptap/pm/model';

/** Copied blocks as Markdown; `null` if they make no document. */
export function writeMarkdown(schema: Schema, slice: Slice): string | null {
  const doc = schema.topNodeType.createAndFill(null, slice.content);
  try {
    doc?.check();
    return doc == null ? null : bodyToMarkdown(doc.toJSON() as JsonNode).trimEnd();
  } catch {
    // Half a table, for instance: then the words alone.
    return null;
  }
}
