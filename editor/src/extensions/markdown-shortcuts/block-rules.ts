import type { Node, NodeType, ResolvedPos, Schema } from '@tiptap/pm/model';
import { TextSelection, type Transaction } from '@tiptap/pm/state';
import { canJoin, findWrapping } from '@tiptap/pm/transform';
import type { InputRule, TypedText } from '../input-rules/input-rule.js';

/** `# `, `- `, `1. `, `[ ] `, `> ` and the others at the start of a line that make a block of another kind. */
export function blockRules(schema: Schema): InputRule[] {
  const { heading, bulletList, orderedList, taskList, blockquote, callout } = schema.nodes;
  return [
    ...(heading === undefined ? [] : [headingRule(heading)]),
    ...(taskList === undefined ? [] : [taskRule()]),
    ...(callout === undefined ? [] : [calloutRule(callout), exclamationRule(callout)]),
    ...(bulletList === undefined ? [] : [bulletRule(bulletList)]),
    ...(orderedList === undefined ? [] : [orderedRule(orderedList)]),
    ...(blockquote === undefined ? [] : [quoteRule(blockquote)]),
  ];
}

function headingRule(heading: NodeType): InputRule {
  return {
    pattern: /^(#{1,4})\s$/,
    apply(typed) {
      const $start = typed.state.doc.resolve(typed.from);
      const isText = $start.parent.type.name === 'paragraph' || $start.parent.type === heading;
      if (!isText || !$start.node(-1).canReplaceWith($start.index(-1), $start.indexAfter(-1), heading)) return null;
      const { textAlign } = $start.parent.attrs;
      const attrs = { ...(textAlign != null && { textAlign }), level: typed.match[1]?.length ?? 1 };
      return withoutTyped(typed).setBlockType(typed.from, typed.from, heading, attrs);
    },
  };
}

function bulletRule(bulletList: NodeType): InputRule {
  return {
    pattern: /^\s?[-+*]\s$/,
    apply: (typed) => (isInItem(typed) ? null : wrapped(typed, bulletList, null, () => true)),
  };
}

function orderedRule(orderedList: NodeType): InputRule {
  return {
    pattern: /^\s?(\d{1,9})[.)]\s$/,
    apply(typed) {
      if (isInItem(typed)) return null;
      const start = Number(typed.match[1]);
      // "4. " right under a list of three goes on with that list.
      return wrapped(
        typed,
        orderedList,
        { start },
        (before) => Number(before.attrs['start']) + before.childCount === start,
      );
    },
  };
}

function taskRule(): InputRule {
  return {
    pattern: /^\s?(?:[-+*]\s)?\[([ xX]?)\]\s$/,
    apply(typed) {
      const { taskList, taskItem } = typed.state.schema.nodes;
      if (taskList === undefined || taskItem === undefined) return null;
      const checked = (typed.match[1] ?? '').toLowerCase() === 'x';
      const $start = typed.state.doc.resolve(typed.from);
      const item = $start.depth >= 2 ? $start.node(-1) : null;
      if (item?.type === taskItem) return null;
      if (item?.type.name === 'listItem') return $start.index(-1) === 0 ? itemToTask(typed, $start, checked) : null;
      const tr = wrapped(typed, taskList, null, () => true);
      if (tr === null) return null;
      const $now = tr.selection.$from;
      for (let depth = $now.depth; depth > 0; depth -= 1) {
        if ($now.node(depth).type !== taskItem) continue;
        return tr.setNodeMarkup($now.before(depth), undefined, { ...$now.node(depth).attrs, checked });
      }
      return tr;
    },
  };
}

/** "- [ ] ": the bullet that "- " has made becomes a task, and the list is divided around it. */
function itemToTask(typed: TypedText, $start: ResolvedPos, checked: boolean): Transaction | null {
  const { taskList, taskItem } = typed.state.schema.nodes;
  const list = $start.node(-2);
  const index = $start.index(-2);
  const tr = withoutTyped(typed);
  const item = tr.doc.resolve(typed.from).node(-1);
  if (taskList === undefined || taskItem === undefined || !taskItem.validContent(item.content)) return null;
  const blocks: Node[] = [];
  const before = list.content.cut(0, $start.before(-1) - $start.start(-2));
  if (index > 0) blocks.push(list.copy(before));
  blocks.push(taskList.create(null, taskItem.create({ checked }, item.content)));
  const rest: Node[] = [];
  list.forEach((child, _, at) => {
    if (at > index) rest.push(child);
  });
  if (rest.length > 0) blocks.push(list.type.create(list.attrs, rest));
  const listStart = $start.before(-2);
  tr.replaceWith(listStart, tr.doc.resolve(typed.from).after(-2), blocks);
  const taskStart = listStart + (index > 0 ? (blocks[0]?.nodeSize ?? 0) : 0);
  tr.setSelection(TextSelection.near(tr.doc.resolve(taskStart + 3)));
  return joinedBefore(tr, taskStart, taskList, () => true);
}

function quoteRule(blockquote: NodeType): InputRule {
  return { pattern: /^\s?>\s$/, apply: (typed) => wrapped(typed, blockquote, null, () => false) };
}

/** "> " has made a quotation already when "[!note] " is typed; without it the words alone will do. */
function calloutRule(callout: NodeType): InputRule {
  return {
    pattern: /^(?:>\s?)?\[!(note|tip|important|warning|caution)\]\s$/i,
    apply(typed) {
      const kind = calloutKind(typed.match[1]);
      const $start = typed.state.doc.resolve(typed.from);
      const quote = $start.depth >= 2 ? $start.node(-1) : null;
      if (quote?.type.name !== 'blockquote') return wrapped(typed, callout, { kind }, () => false);
      if ($start.index(-1) !== 0 || !callout.validContent(quote.content)) return null;
      return withoutTyped(typed).setNodeMarkup($start.before(-1), callout, { kind });
    },
  };
}

function exclamationRule(callout: NodeType): InputRule {
  return { pattern: /^!!!\s$/, apply: (typed) => wrapped(typed, callout, { kind: 'note' }, () => false) };
}

function calloutKind(typed: string | undefined): string {
  const kind = (typed ?? '').toLowerCase();
  return kind === 'important' ? 'note' : kind;
}

function wrapped(
  typed: TypedText,
  type: NodeType,
  attrs: Record<string, unknown> | null,
  joins: (before: Node) => boolean,
): Transaction | null {
  const $start = typed.state.doc.resolve(typed.from);
  if ($start.parent.type.name !== 'paragraph') return null;
  const tr = withoutTyped(typed);
  const range = tr.doc.resolve(typed.from).blockRange();
  const wrapping = range === null ? null : findWrapping(range, type, attrs);
  if (range === null || wrapping === null) return null;
  return joinedBefore(tr.wrap(range, wrapping), range.start, type, joins);
}

/** Two lists that meet become one, if they are of a kind. */
function joinedBefore(tr: Transaction, at: number, type: NodeType, joins: (before: Node) => boolean): Transaction {
  const before = tr.doc.resolve(at).nodeBefore;
  if (before?.type === type && canJoin(tr.doc, at) && joins(before)) tr.join(at);
  return tr;
}

function withoutTyped({ state, from, to }: TypedText): Transaction {
  return state.tr.delete(from, to);
}

/** Inside a list item a dash is a dash: Tab makes lists in lists. */
function isInItem({ state, from }: TypedText): boolean {
  const $start = state.doc.resolve(from);
  const { listItem, taskItem } = state.schema.nodes;
  const container = $start.depth >= 2 ? $start.node(-1).type : null;
  return container !== null && (container === listItem || container === taskItem) && $start.index(-1) === 0;
}
