import { type CommandProps, type Editor, Node } from '@tiptap/core';
import { type Node as DocumentNode, Fragment, type ResolvedPos } from '@tiptap/pm/model';
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    details: {
      /** Folds the selected blocks away under a summary that is still to be written. */
      setDetails: () => ReturnType;
      /** Puts what is folded away, and its summary as a paragraph, in the place of the toggle. */
      unsetDetails: () => ReturnType;
    };
  }
}

/** What people put into a summary that is a block in HTML: its text is what counts. */
const blocksInSummary = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'div'].map((tag) => `summary ${tag}`).join(', ');

/**
 * Text that can be folded away under its summary: the stored form of Tiptap's. Whether it is open is each reader's own
 * business and not stored.
 */
const Details = Node.create({
  name: 'details',
  content: 'detailsSummary detailsContent',
  group: 'block',
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: 'details' }],
  renderHTML: ({ HTMLAttributes }) => ['details', HTMLAttributes, 0],
  addCommands: () => ({ setDetails: () => fold, unsetDetails: () => unfold }),
  addKeyboardShortcuts: () => ({ Backspace: ({ editor }) => deleteInSummary(editor) }),
});

const DetailsSummary = Node.create({
  name: 'detailsSummary',
  content: 'text*',
  defining: true,
  selectable: false,
  isolating: true,
  parseHTML: () => [{ tag: 'summary' }, { tag: blocksInSummary, skip: true, priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['summary', HTMLAttributes, 0],
});

const DetailsContent = Node.create({
  name: 'detailsContent',
  content: 'block+',
  defining: true,
  selectable: false,
  parseHTML: () => [{ tag: 'div[data-type="detailsContent"]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-type': 'detailsContent' }, 0],
  addKeyboardShortcuts: () => ({ Enter: ({ editor }) => leaveBelow(editor) }),
});

function fold({ state, tr, dispatch }: CommandProps): boolean {
  const { details, detailsSummary, detailsContent } = state.schema.nodes;
  const { $from, $to } = tr.selection;
  const range = $from.blockRange($to);
  if (range === null || details === undefined || detailsSummary === undefined || detailsContent === undefined) {
    return false;
  }
  const { content } = tr.doc.slice(range.start, range.end);
  if (!detailsContent.validContent(content)) return false;
  if (!range.parent.canReplaceWith(range.startIndex, range.endIndex, details)) return false;
  if (dispatch === undefined) return true;
  tr.replaceWith(
    range.start,
    range.end,
    details.create(null, [detailsSummary.create(), detailsContent.create(null, content)]),
  );
  tr.setSelection(TextSelection.create(tr.doc, range.start + 2));
  return true;
}

function unfold({ tr, dispatch }: CommandProps): boolean {
  const found = nodeAround(tr.selection.$from, 'details');
  if (found === null) return false;
  const { node, pos } = found;
  const [summary, content] = [node.firstChild, node.lastChild];
  const line = tr.doc.resolve(pos).parent.type.contentMatch.defaultType;
  if (summary === null || content === null || line == null) return false;
  if (dispatch === undefined) return true;
  const blocks = Fragment.from(line.create(null, summary.content)).append(content.content);
  tr.replaceWith(pos, pos + node.nodeSize, blocks);
  tr.setSelection(TextSelection.create(tr.doc, pos + 1));
  return true;
}

/** Safari would delete the whole text of a summary; at its beginning the toggle itself goes. */
function deleteInSummary(editor: Editor): boolean {
  const { state, view } = editor;
  const { empty, $anchor } = state.selection;
  if (!empty || $anchor.parent.type.name !== 'detailsSummary') return false;
  if ($anchor.parentOffset === 0) return editor.commands.unsetDetails();
  const last = [...$anchor.parent.textBetween(0, $anchor.parentOffset)].at(-1) ?? '';
  view.dispatch(state.tr.delete($anchor.pos - last.length, $anchor.pos).scrollIntoView());
  return true;
}

/** Enter in an empty last line: on below the toggle. */
function leaveBelow({ state, view }: Editor): boolean {
  const { $from, empty } = state.selection;
  const found = nodeAround($from, 'detailsContent');
  if (!empty || found === null || $from.depth !== found.depth + 1) return false;
  const { node, depth } = found;
  const isLast = $from.index(depth) === node.childCount - 1;
  const line = node.type.contentMatch.defaultType;
  if (!isLast || $from.parent.type !== line || $from.parent.content.size > 0) return false;
  const above = $from.node(depth - 2);
  const index = $from.indexAfter(depth - 2);
  if (!above.canReplaceWith(index, index, line)) return false;
  const after = $from.after(depth - 1);
  const tr: Transaction = state.tr.insert(after, line.create());
  tr.setSelection(Selection.near(tr.doc.resolve(after), 1));
  tr.delete($from.before(), $from.after());
  view.dispatch(tr.scrollIntoView());
  return true;
}

interface FoundNode {
  readonly node: DocumentNode;
  readonly pos: number;
  readonly depth: number;
}

function nodeAround($pos: ResolvedPos, name: string): FoundNode | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth);
    if (node.type.name === name) return { node, pos: $pos.before(depth), depth };
  }
  return null;
}

export const detailsExtensions = [Details, DetailsSummary, DetailsContent];
