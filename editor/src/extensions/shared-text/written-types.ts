import * as Y from 'yjs';
import type { SharedType } from './units.js';

/** What a transaction made and did not delete again, in the order of its making. */
export function typesMadeIn({ afterState, beforeState, doc }: Y.Transaction): SharedType[] {
  const made: SharedType[] = [];
  for (const [client, clock] of afterState) {
    const from = beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client) ?? [];
    for (let index = structs.length - 1; clock > from && index >= 0; index -= 1) {
      const struct = structs[index];
      if (struct === undefined || struct.id.clock < from) break;
      if (!(struct instanceof Y.Item) || struct.deleted) continue;
      if (struct.content instanceof Y.ContentType) made.push(struct.content.type);
    }
  }
  return made.reverse();
}

/** The letters of a text; what else stands in it is one of them. */
export function wordsOf(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc'))
    .join('');
}
