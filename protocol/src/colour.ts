/**
 * Twelve hues for people, dark enough for white text and light enough to stand on a dark page. A caret's colour ends up
 * in a style attribute of other people's browsers: only this form is ever let through.
 */
export const palette = [
  '#c2410c',
  '#b45309',
  '#4d7c0f',
  '#15803d',
  '#0f766e',
  '#0e7490',
  '#0369a1',
  '#2563eb',
  '#7c3aed',
  '#c026d3',
  '#db2777',
  '#e11d48',
] as const;

const hexColour = /^#[0-9a-f]{6}$/i;

export function isHexColour(value: unknown): value is string {
  return typeof value === 'string' && hexColour.test(value);
}

/** One stable colour per user id. FNV-1a over UTF-16 code units. */
export function colourOf(userId: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < userId.length; index++) {
    hash = Math.imul(hash ^ userId.charCodeAt(index), 0x01000193);
  }
  return palette[(hash >>> 0) % palette.length] ?? palette[0];
}
