/**
 * Reads an attribute's stored value as one that may be shown. A document comes over the wire from other people's
 * clients: an attribute may hold anything, of any type and size, and every output goes through a reader first.
 */
export type AttributeReader<T> = (value: unknown) => T;

export type AttributeReaders = Readonly<Record<string, AttributeReader<unknown>>>;

export type AttributesOf<R extends AttributeReaders> = { readonly [Name in keyof R]: ReturnType<R[Name]> };

/** All attributes of one node or mark, fit to be shown. */
export function readAttributes<R extends AttributeReaders>(
  readers: R,
  attrs: Readonly<Record<string, unknown>>,
): AttributesOf<R> {
  const entries = Object.entries(readers).map(([name, read]) => [name, read(attrs[name])]);
  return Object.fromEntries(entries) as AttributesOf<R>;
}

/** One of the given words; anything else is the fallback. */
export function oneOf<const Word extends string, Fallback extends Word | null>(
  words: readonly Word[],
  fallback: Fallback,
): AttributeReader<Word | Fallback> {
  return (value) => words.find((word) => word === value) ?? fallback;
}

interface NumberBounds {
  readonly min: number;
  readonly max: number;
}

/** A whole number, also when written as `12` or `12px`. Too large becomes `max`; too small or no number, `null`. */
export function wholeNumber(bounds: NumberBounds): AttributeReader<number | null> {
  const read = decimalNumber(bounds);
  return (value) => {
    const number = read(value);
    return number === null ? null : Math.max(Math.round(number), bounds.min);
  };
}

/** `wholeNumber` that keeps fractions. */
export function decimalNumber({ min, max }: NumberBounds): AttributeReader<number | null> {
  return (value) => {
    const number = typeof value === 'string' ? fromString(value) : value;
    if (typeof number !== 'number' || Number.isNaN(number) || number < min) return null;
    return Math.min(number, max);
  };
}

function fromString(text: string): number {
  return /^\s*-?\d{1,15}(?:\.\d{1,20})?(?:px)?\s*$/.test(text) ? Number.parseFloat(text) : Number.NaN;
}

/** Text on one line, cut after `maxLength` UTF-16 units; anything but a string is empty. */
export function lineOfText(maxLength: number): AttributeReader<string> {
  return (value) => cut(typeof value === 'string' ? value.replace(/(?:(?!\t)\p{Cc})+/gu, ' ') : '', maxLength);
}

/** Text that may have lines; other control characters are left out. */
export function linesOfText(maxLength: number): AttributeReader<string> {
  return (value) => {
    if (typeof value !== 'string') return '';
    return cut(value.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, ''), maxLength);
  };
}

/** A string that passes the check, or `null`. */
export function checkedText(check: (value: string) => boolean): AttributeReader<string | null> {
  return (value) => (typeof value === 'string' && check(value) ? value : null);
}

export const readBoolean: AttributeReader<boolean> = (value) => value === true || value === 'true';

/** Never in the middle of a character. */
function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
}
