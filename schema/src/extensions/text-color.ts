import { Mark, mergeAttributes } from '@tiptap/core';
import { dataAttribute } from './data-attribute.js';
import { type PaletteColor, readPaletteColor } from './palette.js';

export const textColorAttributes = { color: readPaletteColor };

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    textColor: {
      setTextColor: (color: PaletteColor) => ReturnType;
      unsetTextColor: () => ReturnType;
    };
  }
}

/** Coloured text. */
export const TextColor = Mark.create({
  name: 'textColor',

  addAttributes() {
    return { color: dataAttribute('color', 'data-color', readPaletteColor) };
  },

  parseHTML() {
    return [
      {
        tag: 'span.mh-text-color',
        getAttrs: (element) => (readPaletteColor(element.getAttribute('data-color')) === null ? false : null),
      },
    ];
  },

  renderHTML({ HTMLAttributes }) {
    return ['span', mergeAttributes({ class: 'mh-text-color' }, HTMLAttributes), 0];
  },

  addCommands() {
    return {
      setTextColor:
        (color) =>
        ({ commands }) =>
          readPaletteColor(color) !== null && commands.setMark(this.name, { color }),
      unsetTextColor:
        () =>
        ({ commands }) =>
          commands.unsetMark(this.name, { extendEmptyMarkRange: true }),
    };
  },
});
