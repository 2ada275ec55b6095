import { titleField } from '@manyhands/schema';
import * as Y from 'yjs';

/** The title of a document as plain text. */
export function documentTitle(doc: Y.Doc): string {
  return textOf(doc.getXmlFragment(titleField));
}

function textOf(fragment: Y.XmlFragment): string {
  return fragment
    .toArray()
    .map((child) =>
      child instanceof Y.XmlText ? plainText(child) : child instanceof Y.XmlElement ? textOf(child) : '',
    )
    .join(' ')
    .trim();
}

/** `toString` would write marks as tags. */
function plainText(text: Y.XmlText): string {
  return (text.toDelta() as { insert?: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('');
}
