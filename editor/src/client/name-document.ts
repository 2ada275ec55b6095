import { titleField } from '@manyhands/schema';
import * as Y from 'yjs';

/** Gives a document without a title one. Plain text on one line; nothing happens where there are words already. */
export function nameDocument(doc: Y.Doc, title: string): void {
  const fragment = doc.getXmlFragment(titleField);
  const line = title.replace(/\s+/g, ' ').trim();
  if (line === '' || fragment.toString().replace(/<[^>]*>/g, '') !== '') return;
  doc.transact(() => {
    const first = fragment.get(0);
    const paragraph = first instanceof Y.XmlElement ? first : new Y.XmlElement('paragraph');
    if (paragraph !== first) fragment.insert(0, [paragraph]);
    paragraph.insert(0, [new Y.XmlText(line)]);
  });
}
