import type { PaletteColor } from './palette.js';

interface PortableColor {
  /** Readable on white. */
  readonly text: string;
  /** Dark text is readable on it. */
  readonly background: string;
}

/** The palette for places without our style sheets, such as mail: one value each, for a white page. */
export const portableColors: Readonly<Record<PaletteColor, PortableColor>> = {
  grey: { text: '#5c6776', background: '#e8ebef' },
  brown: { text: '#845332', background: '#f1e4da' },
  red: { text: '#c02b2b', background: '#fbdcdc' },
  orange: { text: '#b3540b', background: '#fde3cc' },
  yellow: { text: '#8a6400', background: '#fdf0a8' },
  green: { text: '#23783a', background: '#d6f1dc' },
  teal: { text: '#0f7474', background: '#cdefee' },
  blue: { text: '#2358c4', background: '#dae6fc' },
  purple: { text: '#7140bd', background: '#e9defa' },
  pink: { text: '#b82d73', background: '#fbdcea' },
};
