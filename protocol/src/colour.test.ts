import { describe, expect, it } from 'vitest';
import { colourOf, isHexColour, palette } from './index.js';

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('colours of people', () => {
  it('are the same for the same id, and from the palette', () => {
    expect(colourOf('ada')).toBe(colourOf('ada'));
    expect(palette).toContain(colourOf(''));
    expect(new Set(Array.from({ length: 200 }, (_, id) => colourOf(`user-${id}`))).size).toBe(palette.length);
  });

  it.each(palette)('%s carries white text and stands out from a light and a dark page', (colour) => {
    expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour, '#111319')).toBeGreaterThanOrEqual(2.4);
  });

  it('are hex with six digits and nothing else', () => {
    expect(isHexColour('#A1b2C3')).toBe(true);
    for (const value of ['#abc', 'red', '#12345g', '#123456;position:fixed', ' #123456', '#123456\n', 5, null]) {
      expect(isHexColour(value)).toBe(false);
    }
  });
});
