import { Fragment, type Node, type NodeType, type ResolvedPos, type Slice } from '@tiptap/pm/model';
import { Selection, type Transaction } from '@tiptap/pm/state';

/**
 * Puts the items of pasted lists between the items of the list that the caret is in; ProseMirror would fit the list into
 * the item, one level deeper. What stands behind the caret comes behind them, the lists inside the item too: as it does
 * with Enter, and in Google Docs.
 *
 * @returns whether it did: the caret is on a line of an item, and nothing but whole lists is pasted
 */
export function pasteItems(tr: Transaction, { content, openStart, openEnd }: Slice): boolean {
  if (openStart > 0 || openEnd > 0 || !areLists(content) || !isInItem(tr.selection.$from)) return false;
  if (!tr.selection.empty) tr.deleteSelection();
  const { $from: $caret } = tr.selection;
  if (!isInItem($caret)) return false;
  const items = itemsOf(content, $caret.node(-1).type);
  const isEmptyLine = $caret.parent.content.size === 0;
  const isFirstLine = $caret.index(-1) === 0;
  const { at, rest } = divideItem(tr, $caret);
  const from = isEmptyLine && isFirstLine ? $caret.before(-1) : at;
  tr.replaceWith(from, at, withRest(items, rest));
  // Behind the last of them, and before what it took over.
  const end = from + Fragment.from(items).size - 1;
  tr.setSelection(Selection.near(tr.doc.resolve(end), -1));
  if (isEmptyLine && !isFirstLine) tr.delete($caret.before(), $caret.after());
  return true;
}

interface Gap {
  /** Between two items, or behind the last one. */
  readonly at: number;
  /** What stood behind the caret without a line that could begin an item. It is taken out. */
  readonly rest: Fragment;
}

/** Makes two items of one where there is something before the caret and a line behind it. */
function divideItem(tr: Transaction, $caret: ResolvedPos): Gap {
  const item = $caret.node(-1);
  const index = $caret.index(-1);
  // What is ticked is the first half.
  const halves = [{ type: item.type }];
  const rest = Fragment.empty;
  if ($caret.parentOffset < $caret.parent.content.size) {
    if ($caret.parentOffset > 0) {
      tr.split($caret.pos, 2, [...halves, null]);
      return { at: $caret.pos + 2, rest };
    }
    if (index === 0) return { at: $caret.before(-1), rest };
    tr.split($caret.before(), 1, halves);
    return { at: $caret.before() + 1, rest };
  }
  if (item.maybeChild(index + 1)?.type === $caret.parent.type) {
    tr.split($caret.after(), 1, halves);
    return { at: $caret.after() + 1, rest };
  }
  const after = item.content.cut($caret.after() - $caret.start(-1));
  tr.delete($caret.after(), $caret.end(-1));
  return { at: $caret.after() + 1, rest: after };
}

/** Items as the list has them that they come into; lists inside them stay what they are. */
function itemsOf(lists: Fragment, type: NodeType): Node[] {
  return lists.content.flatMap((list) =>
    list.content.content.map((item) => (item.type === type ? item : type.create(null, item.content))),
  );
}

function withRest(items: readonly Node[], rest: Fragment): readonly Node[] {
  const last = items.at(-1);
  const inner = last?.lastChild;
  const first = rest.firstChild;
  if (last === undefined || first === null) return items;
  const isOneList = inner?.type === first.type && isList(first);
  const content = isOneList
    ? last.content
        .replaceChild(last.childCount - 1, inner.copy(inner.content.append(first.content)))
        .append(rest.cut(first.nodeSize))
    : last.content.append(rest);
  return [...items.slice(0, -1), last.copy(content)];
}

function isList({ type }: Node): boolean {
  return type.spec.group?.split(' ').includes('list') === true;
}

function areLists({ content }: Fragment): boolean {
  return content.length > 0 && content.every(isList);
}

function isInItem($pos: ResolvedPos): boolean {
  return (
    $pos.parent.type.name === 'paragraph' &&
    /^(?:listItem|taskItem)$/.test($pos.depth > 1 ? $pos.node(-1).type.name : '')
  );
}
