import * as Y from 'yjs';

export interface Letter {
  readonly id: Y.ID;
  /** What is no letter, and what was forgotten, is a sign that stands for it. */
  readonly letter: string;
  readonly item: Y.Item;
}

/** Each letter that was ever in a text, whether it is now or not. */
export function* lettersOf(text: Y.XmlText): Generator<Letter> {
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.countable) continue;
    const { content, id, length } = item;
    const letters = content instanceof Y.ContentString ? content.str : '\ufffc'.repeat(length);
    for (let index = 0; index < length; index += 1)
      yield { id: Y.createID(id.client, id.clock + index), letter: letters[index] ?? '', item };
  }
}

/** The letters that are in a text now. */
export function lettersIn(text: Y.XmlText): Letter[] {
  return [...lettersOf(text)].filter(({ item }) => !item.deleted);
}

export function keyOf({ client, clock }: Y.ID): string {
  return `${client}:${clock}`;
}

export function isLetter({ item }: Letter): boolean {
  return item.content instanceof Y.ContentString;
}
