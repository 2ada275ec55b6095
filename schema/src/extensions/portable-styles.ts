import { Extension } from '@tiptap/core';
import { type CalloutKind, calloutAttributes } from './callout.js';
import { columnAttributes } from './columns.js';
import { highlightAttributes } from './highlight.js';
import { imageAttributes } from './image.js';
import { type PaletteColor, readPaletteColor } from './palette.js';
import { portableColors } from './portable-colors.js';

type Attrs = Readonly<Record<string, unknown>>;

const calloutColors: Readonly<Record<CalloutKind, PaletteColor>> = {
  note: 'blue',
  tip: 'green',
  warning: 'orange',
  caution: 'red',
};

function cellStyle(attrs: Attrs): string {
  const color = readPaletteColor(attrs['backgroundColor']);
  const background = color === null ? '' : `; background-color: ${portableColors[color].background}`;
  return `border: 1px solid #c8ced6; padding: 6px 10px; vertical-align: top${background}`;
}

/** Declarations for each type, without those that mean nothing. */
const styles: Readonly<Record<string, (attrs: Attrs) => string>> = {
  highlight: (attrs) => `background-color: ${portableColors[highlightAttributes.color(attrs['color'])].background}`,
  textColor: (attrs) => {
    const color = readPaletteColor(attrs['color']);
    return color === null ? '' : `color: ${portableColors[color].text}`;
  },
  table: () => 'border-collapse: collapse',
  tableCell: cellStyle,
  tableHeader: (attrs) => `${cellStyle(attrs)}; text-align: left`,
  callout: (attrs) => {
    const { text, background } = portableColors[calloutColors[calloutAttributes.kind(attrs['kind'])]];
    return `border-left: 4px solid ${text}; background-color: ${background}; padding: 4px 16px; margin: 16px 0`;
  },
  columns: () => 'display: flex; gap: 24px',
  column: (attrs) => `flex: ${columnAttributes.width(attrs['width']) ?? 1} 1 0; min-width: 0`,
  image: (attrs) => `margin: 16px 0; text-align: ${imageAttributes.align(attrs['align']) ?? 'left'}`,
  blockMath: () => 'text-align: center',
};

/**
 * The look of a document where our style sheets are not: in mail, in other editors, in an exported file. Of the editor's
 * own page it is no part, or a highlight would glare in the dark theme: add it to the document's extensions to write
 * HTML for elsewhere. Read back, the styles mean nothing: names of colours and the like are in their own attributes.
 */
export const PortableStyles = Extension.create({
  name: 'portableStyles',

  addGlobalAttributes() {
    return Object.entries(styles).map(([type, styleOf]) => ({
      types: [type],
      attributes: {
        portableStyle: {
          default: null,
          parseHTML: () => null,
          renderHTML: (attrs: Attrs) => {
            const style = styleOf(attrs);
            return style === '' ? {} : { style };
          },
        },
      },
    }));
  },
});
