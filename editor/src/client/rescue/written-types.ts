import * as Y from 'yjs';

type SharedType = Y.ContentType['type'];

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
