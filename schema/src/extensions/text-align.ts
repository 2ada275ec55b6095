import { TextAlign as TiptapTextAlign } from '@tiptap/extension-text-align';
import { oneOf } from './attribute-readers.js';

export const textAlignments = ['left', 'center', 'right', 'justify'] as const;

export const alignableTypes = ['paragraph', 'heading'] as const;

export const textAlignAttributes = { textAlign: oneOf(textAlignments, null) };

/** Alignment of paragraphs and headings. Tiptap's writes whatever is stored into a style attribute. */
export const TextAlign = TiptapTextAlign.extend({
  addGlobalAttributes() {
    return [
      {
        types: this.options.types,
        attributes: {
          textAlign: {
            default: null,
            parseHTML: (element) =>
              textAlignAttributes.textAlign(element.style.textAlign || element.getAttribute('align')),
            renderHTML: (attrs) => {
              const textAlign = textAlignAttributes.textAlign(attrs['textAlign']);
              return textAlign === null ? {} : { style: `text-align: ${textAlign}` };
            },
          },
        },
      },
    ];
  },
}).configure({ types: [...alignableTypes], alignments: [...textAlignments] });
