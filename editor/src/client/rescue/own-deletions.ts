import * as Y from 'yjs';
import type { Deletions } from './deletions.js';
import { keyOf, lettersOf } from './letters.js';
import { wasThere } from './stored-before.js';
import { typesMadeIn } from './written-types.js';

/** Letters and blocks that are remembered: others do something to their line soon, or after a time offline. */
const maxRemembered = 10_000;

export interface Deleted<T> {
  readonly id: Y.ID;
  readonly what: T;
  /** Whether it was written somewhere else in the same step. */
  readonly isMoved: boolean;
}

/**
 * Remembers what this person deleted in this visit: Yjs forgets what it was. Who makes another block of a line writes it
 * anew as they knew it, with what somebody else deleted there at the same time.
 */
export class OwnDeletions {
  readonly #letters = new Map<string, Deleted<string>>();
  /** The lines of blocks. */
  readonly #blocks = new Map<string, Deleted<readonly string[]>>();

  /**
   * To be told of each of this person's changes before what they deleted is forgotten.
   *
   * @param options `isMoved`: it is known to stand somewhere else
   */
  note(change: Y.Transaction, options: { isLine: (name: string) => boolean; isMoved: boolean }): void {
    const { isLine } = options;
    const isMoved = options.isMoved || typesMadeIn(change).length > 0;
    Y.iterateDeletedStructs(change, change.deleteSet, (item) => {
      if (!(item instanceof Y.Item)) return;
      const { content, id } = item;
      const isInside = item.parent instanceof Y.AbstractType && item.parent._item?.deleted === true;
      if (isInside) return;
      if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement)
        remember(this.#blocks, { id, what: linesIn(content.type, change, isLine), isMoved });
      if (!(content instanceof Y.ContentString)) return;
      for (let index = 0; index < item.length; index += 1)
        remember(this.#letters, {
          id: Y.createID(id.client, id.clock + index),
          what: content.str[index] ?? '',
          isMoved,
        });
    });
  }

  letterAt(id: Y.ID): Deleted<string> | null {
    return this.#letters.get(keyOf(id)) ?? null;
  }

  /** `null` for what is no block, or was deleted by somebody else. */
  linesOf(id: Y.ID): Deleted<readonly string[]> | null {
    return this.#blocks.get(keyOf(id)) ?? null;
  }

  /** Whether somebody else deleted some of it as well. */
  areAmong(deletions: Deletions): boolean {
    const isAmong = ({ id }: Deleted<unknown>) => Y.isDeleted(deletions, id);
    return [...this.#letters.values()].some(isAmong) || [...this.#blocks.values()].some(isAmong);
  }
}

function remember<T>(memory: Map<string, Deleted<T>>, deleted: Deleted<T>): void {
  memory.set(keyOf(deleted.id), deleted);
  const [oldest] = memory.keys();
  if (memory.size > maxRemembered && oldest !== undefined) memory.delete(oldest);
}

/** The words of a deleted block, line by line. */
function linesIn(block: Y.XmlElement, change: Y.Transaction, isLine: (name: string) => boolean): string[] {
  const lines: string[] = [];
  const walk = (element: Y.XmlElement) => {
    if (isLine(element.nodeName)) lines.push('');
    for (let item = element._start; item !== null; item = item.right) {
      if (!wasThere(item, change) || !(item.content instanceof Y.ContentType)) continue;
      const { type } = item.content;
      if (type instanceof Y.XmlElement) walk(type);
      else if (type instanceof Y.XmlText) lines.push(`${lines.pop() ?? ''}${wordsIn(type, change)}`);
    }
  };
  walk(block);
  return lines;
}

function wordsIn(text: Y.XmlText, change: Y.Transaction): string {
  const letters = [...lettersOf(text)].filter(({ item }) => wasThere(item, change));
  return letters.map(({ letter }) => letter).join('');
}
