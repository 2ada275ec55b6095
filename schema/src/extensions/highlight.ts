import { Mark, mergeAttributes } from '@tiptap/core';
import { oneOf } from './attribute-readers.js';
import { dataAttribute } from './data-attribute.js';
import { type PaletteColor, paletteColors } from './palette.js';

export const highlightAttributes = { color: oneOf(paletteColors, 'yellow') };

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    highlight: {
      setHighlight: (attrs?: { color?: PaletteColor }) => ReturnType;
      toggleHighlight: (attrs?: { color?: PaletteColor }) => ReturnType;
      unsetHighlight: () => ReturnType;
    };
  }
}

/** Text with a coloured background, as with a marker pen. */
export const Highlight = Mark.create({
  name: 'highlight',

  addAttributes() {
    return { color: dataAttribute('color', 'data-color', highlightAttributes.color) };
  },

  parseHTML() {
    return [{ tag: 'mark' }];
  },

  renderHTML({ HTMLAttributes }) {
    return ['mark', mergeAttributes({ class: 'mh-highlight' }, HTMLAttributes), 0];
  },

  addCommands() {
    const read = (color: PaletteColor | undefined) => ({ color: highlightAttributes.color(color) });
    return {
      setHighlight:
        ({ color } = {}) =>
        ({ commands }) =>
          commands.setMark(this.name, read(color)),
      toggleHighlight:
        ({ color } = {}) =>
        ({ commands }) =>
          commands.toggleMark(this.name, read(color)),
      unsetHighlight:
        () =>
        ({ commands }) =>
          commands.unsetMark(this.name, { extendEmptyMarkRange: true }),
    };
  },

  addKeyboardShortcuts() {
    return { 'Mod-Shift-h': () => this.editor.commands.toggleHighlight() };
  },
});
