import { readFileSync } from 'node:fs';
import { palette } from '@manyhands/protocol';
import { describe, expect, it } from 'vitest';
import { contrast, readableTextOn } from '../extensions/carets/readable-text.js';

const css = readFileSync(new URL('../../styles/tokens.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;

function token(name: string, theme: (typeof themes)[number]): string {
  const match = new RegExp(`--mh-${name}: light-dark\\(oklch\\(([^)]*)\\), oklch\\(([^)]*)\\)\\)`).exec(css);
  if (match === null) throw new Error(`no token ${name}`);
  const [lightness, chroma, hue] = (theme === 'light' ? match[1] : match[2])!.split(' ').map(Number);
  return oklchToHex(lightness!, chroma!, hue!);
}

/** OKLCH to sRGB, by Björn Ottosson's matrices (https://bottosson.github.io/posts/oklab/). */
function oklchToHex(lightness: number, chroma: number, hue: number): string {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const channels = linear.map((value) => {
    const clipped = Math.min(1, Math.max(0, value));
    const encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

describe.each(themes)('the %s theme', (theme) => {
  it.each([
    ['text', 'page', 7],
    ['muted', 'page', 4.5],
    ['muted', 'surface', 4.5],
    ['accent', 'page', 4.5],
    ['on-accent', 'accent', 4.5],
    ['good', 'page', 3],
    ['warning', 'page', 4.5],
    ['danger', 'page', 4.5],
    ['text', 'warning-tint', 7],
    ['control-line', 'page', 3],
  ])('has %s on %s at %d to 1', (foreground, background, least) => {
    expect(contrast(token(foreground, theme), token(background, theme))).toBeGreaterThanOrEqual(least);
  });

  it('shows every person’s caret on the page at 3 to 1', () => {
    const page = token('page', theme);
    expect(palette.filter((color) => contrast(color, page) < 3)).toEqual([]);
  });
});

describe('the palette of people', () => {
  it('has twelve different colours', () => {
    expect(new Set(palette).size).toBe(12);
  });

  it('carries readable names', () => {
    expect(palette.filter((color) => contrast(color, readableTextOn(color)) < 4.5)).toEqual([]);
  });
});
