import type { Attribute } from '@tiptap/core';
import type { AttributeReader } from './attribute-readers.js';

/**
 * An attribute that is one HTML attribute: written through its reader, and read back through it, so that neither a
 * stored value nor pasted HTML can hold anything else. `null` and `''` are not written.
 *
 * @param name in the document
 * @param htmlName in HTML, mostly `data-…`
 */
export function dataAttribute(name: string, htmlName: string, read: AttributeReader<unknown>): Attribute {
  return {
    default: read(undefined),
    parseHTML: (element) => read(element.getAttribute(htmlName)),
    renderHTML: (attrs) => {
      const value = read(attrs[name]);
      return value === null || value === '' ? {} : { [htmlName]: String(value) };
    },
  };
}
