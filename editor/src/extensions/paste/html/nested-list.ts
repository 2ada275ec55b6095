import { create } from './dom.js';

/** On an item with a box to tick, until its list is divided. A name that no other program has: Obsidian's is `data-task`. */
export const taskMark = 'data-mh-task';

/** One item of a list whose levels are numbers instead of lists in lists. */
export interface FlatItem {
  /** From 1. */
  readonly level: number;
  readonly isOrdered: boolean;
  readonly start: number;
  /** `null` where it is no task. */
  readonly isChecked: boolean | null;
  readonly content: readonly Node[];
}

interface OpenList {
  readonly level: number;
  readonly list: HTMLElement;
  readonly kind: string;
}

/** Nests items by their levels. Several lists where the kind changes on the outermost level. */
export function buildList(items: readonly FlatItem[], near: Element): HTMLElement[] {
  const roots: HTMLElement[] = [];
  const open: OpenList[] = [];
  for (const item of items) {
    const kind = item.isChecked !== null ? 'task' : item.isOrdered ? 'ordered' : 'bullet';
    while ((open.at(-1)?.level ?? 0) > item.level) open.pop();
    const current = open.at(-1);
    if (current?.level === item.level && current.kind !== kind) open.pop();
    if (open.at(-1)?.level !== item.level) {
      const list = create(near, kind === 'ordered' ? 'ol' : 'ul', listAttributes(kind, item.start));
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list);
      else roots.push(list);
      open.push({ level: item.level, list, kind });
    }
    const li = create(near, 'li', kind === 'task' ? { [taskMark]: String(item.isChecked) } : {});
    li.append(...item.content);
    open.at(-1)?.list.append(li);
  }
  return roots;
}

function listAttributes(kind: string, start: number): Record<string, string> {
  return kind === 'ordered' && start !== 1 ? { start: String(start) } : {};
}
