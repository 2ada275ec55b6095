/** Hue, in degrees, up to which a colour has each name of the palette. */
const hues: readonly (readonly [number, string])[] = [
  [14, 'red'],
  [42, 'orange'],
  [70, 'yellow'],
  [160, 'green'],
  [192, 'teal'],
  [255, 'blue'],
  [290, 'purple'],
  [345, 'pink'],
  [361, 'red'],
];

const named: Readonly<Record<string, string>> = {
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  cyan: '#00ffff',
  aqua: '#00ffff',
  magenta: '#ff00ff',
  fuchsia: '#ff00ff',
  lime: '#00ff00',
  orange: '#ffa500',
  purple: '#800080',
  teal: '#008080',
  maroon: '#800000',
  navy: '#000080',
  pink: '#ffc0cb',
  brown: '#a52a2a',
  turquoise: '#40e0d0',
};

/** The colour of our palette that a picked colour is nearest to by eye; `null` for black, white and greys. */
export function paletteColorOf(color: string | undefined, use: 'text' | 'background'): string | null {
  const rgb = parse(color);
  if (rgb === null) return null;
  const [red, green, blue] = rgb;
  const max = Math.max(red, green, blue);
  const min = Math.min(red, green, blue);
  const chroma = max - min;
  // Ink that is nearly black or grey, and paper that is nearly white, are nobody's choice; Google Docs' lightest cyan has 19.
  if (chroma < (use === 'text' ? 70 : 16)) return null;
  const sector =
    max === red
      ? ((green - blue) / chroma) % 6
      : max === green
        ? (blue - red) / chroma + 2
        : (red - green) / chroma + 4;
  const hue = (sector * 60 + 360) % 360;
  if (hue >= 14 && hue <= 42 && max < 170 && use === 'text') return 'brown';
  return hues.find(([limit]) => hue < limit)?.[1] ?? null;
}

function parse(color: string | undefined): readonly [number, number, number] | null {
  const text = Object.hasOwn(named, color ?? '') ? named[color ?? ''] : color;
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text ?? '');
  if (short !== null) return channels(short.slice(1).map((digit) => Number.parseInt(digit + digit, 16)));
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})/i.exec(text ?? '');
  if (hex !== null) return channels(hex.slice(1).map((digits) => Number.parseInt(digits, 16)));
  const rgb = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?/i.exec(text ?? '');
  if (rgb === null || Number(rgb[4] ?? '1') === 0) return null;
  return channels(rgb.slice(1, 4).map(Number));
}

function channels([red = 0, green = 0, blue = 0]: readonly number[]): readonly [number, number, number] {
  return [red, green, blue];
}
