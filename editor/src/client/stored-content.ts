import * as Y from 'yjs';

/** A piece of a document as it is stored, whatever a schema says about it. Plain data. */
export interface StoredElement {
  readonly name: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly content: readonly StoredChild[];
}

export interface StoredText {
  readonly delta: readonly { insert: unknown; attributes?: Record<string, unknown> }[];
}

export type StoredChild = StoredElement | StoredText;

/** For text that stands where no text belongs; no element can have this name from us. */
export const looseTextName = '#text';

/** Reads an element out of a document, losslessly. */
export function storedElement(element: Y.XmlElement): StoredElement {
  return { name: element.nodeName, attrs: element.getAttributes(), content: storedChildren(element) };
}

export function storedText(text: Y.XmlText): StoredText {
  return { delta: text.toDelta() as StoredText['delta'] };
}

/** Makes the element anew, for a place to which its stand-in was moved or copied. */
export function createStored(stored: StoredElement): Y.XmlElement | Y.XmlText {
  const [only] = stored.content;
  if (stored.name === looseTextName && only !== undefined && 'delta' in only) return createText(only);
  const element = new Y.XmlElement(stored.name);
  for (const [name, value] of Object.entries(stored.attrs)) element.setAttribute(name, value as string);
  element.insert(
    0,
    stored.content.map((child) => ('delta' in child ? createText(child) : createStored(child))),
  );
  return element;
}

/** Its words, one line for each stretch of text. */
export function textOfStored(stored: StoredElement | null): string {
  if (stored === null) return '';
  const lines = stored.content.map((child) =>
    'delta' in child
      ? child.delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
      : textOfStored(child),
  );
  return lines.filter((line) => line !== '').join('\n');
}

function storedChildren(parent: Y.XmlElement): StoredChild[] {
  return (parent.toArray() as unknown[]).flatMap((child): StoredChild[] => {
    if (child instanceof Y.XmlElement) return [storedElement(child)];
    return child instanceof Y.XmlText ? [storedText(child)] : [];
  });
}

function createText({ delta }: StoredText): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta([...delta], { sanitize: false });
  return text;
}
