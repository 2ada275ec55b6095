import { oneOf } from './attribute-readers.js';

/**
 * The colours of text, highlights and table cells, by name: the page gives each name a value for light and for dark,
 * and text stays readable in both. Any colour that somebody picked for one theme would not.
 */
export const paletteColors = [
  'grey',
  'brown',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const;

export type PaletteColor = (typeof paletteColors)[number];

export function isPaletteColor(value: unknown): value is PaletteColor {
  return readPaletteColor(value) !== null;
}

/** A colour's name, or `null` for none and for what is no name. */
export const readPaletteColor = oneOf(paletteColors, null);
