import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { canRemove, childrenOf, type Parent } from './schema-fit.js';
import { readLine } from './written-lines.js';

/** Removes a line with what is around it and empty without it. A line that has to be there is emptied. */
export function removeLine(element: Y.XmlElement, schema: Schema): void {
  const parent = element.parent as Parent;
  const index = childrenOf(parent).indexOf(element);
  if (parent.length === 1 && parent instanceof Y.XmlElement) return removeLine(parent, schema);
  if (canRemove(schema, parent, index)) parent.delete(index, 1);
  else for (const text of readLine(element).texts) text.delete(0, text.length);
}
