import { colourOf, isHexColour } from '@manyhands/protocol';

/** Somebody in a document, as others see them. */
export interface Person {
  /** Stable for one person, over all their devices where the server knows who they are. */
  readonly id: string;
  /** May be empty: somebody who gave no name. */
  readonly name: string;
  /** `#rrggbb`, checked: safe to put into a style. */
  readonly color: string;
}

/** Longest text that is taken from others, in UTF-16 code units. */
const maxIdLength = 128;
export const maxNameLength = 80;

/**
 * Makes a person of whatever a peer says about itself. The colour follows from the id, so that nobody can look like
 * somebody else by choosing theirs, except that a server which knows its people may stamp another one.
 *
 * @param fallbackId for peers that say no id
 */
export function personFrom(value: unknown, fallbackId: string): Person {
  const said = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const id = typeof said['id'] === 'string' && said['id'] !== '' ? said['id'].slice(0, maxIdLength) : fallbackId;
  const name = typeof said['name'] === 'string' ? cleanName(said['name']) : '';
  const color = isHexColour(said['color']) ? said['color'] : colourOf(id);
  return { id, name, color };
}

/** One line without control or direction-changing characters, which could make a label say something else. */
export function cleanName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, maxNameLength)
    .replace(/[\uD800-\uDBFF]$/, '');
}

/** One or two letters that stand for a name; emoji and other scripts count by what is seen as one character. */
export function initialsOf(name: string): string {
  const words = name.split(' ').filter((word) => word !== '');
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  const initials = picked.map((word) => firstCharacter(word ?? '')).join('');
  return initials === '' ? '?' : initials.toLocaleUpperCase();
}

function firstCharacter(text: string): string {
  if (typeof Intl.Segmenter === 'undefined') return [...text][0] ?? '';
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text);
  return first?.segment ?? '';
}
