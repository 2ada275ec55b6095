import * as Y from 'yjs';
import type { StoredChild, StoredElement, StoredText } from '../stored-content.js';

/** The ids of an element, of what is in it, and of its letters, in the order of the page. */
export type Trail = readonly Y.ID[];

/** Whether something was there before a change: whatever it took away is still in its place until it is through. */
export function wasThere({ deleted, id }: Y.Item, change: Y.Transaction): boolean {
  return !deleted || Y.isDeleted(change.deleteSet, id);
}

/** An element as it was before a change took it away. */
export function trailedElement(
  element: Y.XmlElement,
  change: Y.Transaction,
): { readonly stored: StoredElement; readonly trail: Trail } {
  const trail: Y.ID[] = [];
  return { stored: storedElement(element, change, trail), trail };
}

function storedElement(element: Y.XmlElement, change: Y.Transaction, trail: Y.ID[]): StoredElement {
  if (element._item !== null) trail.push(element._item.id);
  const attrs: Record<string, unknown> = {};
  for (const [name, item] of element._map) if (wasThere(item, change)) attrs[name] = item.content.getContent().at(-1);
  const content: StoredChild[] = [];
  for (let item = element._start; item !== null; item = item.right) {
    if (!wasThere(item, change) || !(item.content instanceof Y.ContentType)) continue;
    const { type } = item.content;
    if (type instanceof Y.XmlElement) content.push(storedElement(type, change, trail));
    else if (type instanceof Y.XmlText) content.push(storedText(type, change, trail));
  }
  return { name: element.nodeName, attrs, content };
}

function storedText(text: Y.XmlText, change: Y.Transaction, trail: Y.ID[]): StoredText {
  if (text._item !== null) trail.push(text._item.id);
  const delta: { insert: unknown; attributes: Record<string, unknown> }[] = [];
  const attributes: Record<string, unknown> = {};
  for (let item = text._start; item !== null; item = item.right) {
    if (!wasThere(item, change)) continue;
    const { content } = item;
    if (content instanceof Y.ContentFormat) {
      if (content.value === null) delete attributes[content.key];
      else attributes[content.key] = content.value;
    } else if (content instanceof Y.ContentString || content instanceof Y.ContentEmbed) {
      delta.push({
        insert: content instanceof Y.ContentString ? content.str : content.embed,
        attributes: { ...attributes },
      });
      for (let index = 0; index < item.length; index += 1)
        trail.push(Y.createID(item.id.client, item.id.clock + index));
    }
  }
  return { delta };
}

/** Where the caret is in an element that was made anew, if it was at something on the trail of the old one. */
export function caretOnTrail(
  element: Y.XmlElement | Y.XmlText,
  trail: Trail,
  { item, type }: Y.RelativePosition,
): Y.RelativePosition | null {
  const id = item ?? type;
  const wanted = trail.findIndex((known) => id !== null && Y.compareIDs(known, id));
  let left = wanted;
  const find = (at: Y.XmlElement | Y.XmlText): Y.RelativePosition | null => {
    if (left === 0) return Y.createRelativePositionFromTypeIndex(at, 0, -1);
    left -= 1;
    if (at instanceof Y.XmlText) {
      if (left < at.length) return Y.createRelativePositionFromTypeIndex(at, left + 1, -1);
      left -= at.length;
      return null;
    }
    for (const child of at.toArray() as unknown[]) {
      const found = child instanceof Y.XmlElement || child instanceof Y.XmlText ? find(child) : null;
      if (found !== null) return found;
    }
    return null;
  };
  return wanted === -1 ? null : find(element);
}
