import type { DocumentSettings } from './document-settings.js';

/** An element and what is in it; a string is text. */
export interface GlimpseElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (GlimpseElement | string)[];
}

/**
 * How the beginning of a document looked when it was last on this device's screen. It is kept beside the document and
 * shown until that has been read: a long one takes longer to read than anybody should wait for its first line.
 */
export interface Glimpse {
  readonly title: string;
  readonly settings: DocumentSettings;
  readonly blocks: readonly GlimpseElement[];
  /** Whether the text goes on below. Only then is it worth to have the glimpse drawn before the text is read. */
  readonly goesOn: boolean;
}

/** @returns `null` for what no version of this app has written */
export function toGlimpse(value: unknown): Glimpse | null {
  if (typeof value !== 'object' || value === null) return null;
  const { title, settings, blocks, goesOn } = value as Partial<Record<keyof Glimpse, unknown>>;
  if (typeof title !== 'string' || typeof settings !== 'object' || settings === null) return null;
  if (typeof goesOn !== 'boolean' || !Array.isArray(blocks) || !blocks.every(isElement)) return null;
  return value as Glimpse;
}

function isElement(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { tag, attributes, children } = value as Partial<Record<keyof GlimpseElement, unknown>>;
  if (typeof tag !== 'string' || typeof attributes !== 'object' || attributes === null) return false;
  if (!Object.values(attributes).every((attribute) => typeof attribute === 'string')) return false;
  return Array.isArray(children) && children.every((child) => typeof child === 'string' || isElement(child));
}
