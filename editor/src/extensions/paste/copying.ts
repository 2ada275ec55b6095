import type { Node, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { CellSelection } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';

type MarkdownWriter = Pick<typeof import('./write-markdown.js'), 'writeMarkdown'>;

/** Copying: Markdown for programs that take plain text only. */
export function copying(): Plugin {
  let writer: MarkdownWriter | null = null;
  let isLoading = false;
  const load = ({ state }: EditorView) => {
    // Copying cannot wait: what it needs is loaded as soon as there is something to copy.
    if (isLoading || state.selection.empty) return;
    isLoading = true;
    import('./write-markdown.js').then(
      ({ writeMarkdown }) => {
        writer = { writeMarkdown };
      },
      () => {
        isLoading = false;
      },
    );
  };
  return new Plugin({
    props: {
      clipboardTextSerializer: (slice, { state }) => {
        // Cells are text with tabs: the table's own way, for spreadsheets.
        if (state.selection instanceof CellSelection) return '';
        return plainLine(slice) ?? writer?.writeMarkdown(state.schema, slice) ?? '';
      },
    },
    view: (view) => {
      load(view);
      return { update: load };
    },
  });
}

/** A part of one line is copied as it is read: no escapes, no signs. */
function plainLine({ content }: Slice): string | null {
  let node: Node | null = content.childCount === 1 ? content.firstChild : null;
  while (node !== null && !node.isTextblock && !node.isText && node.childCount === 1) node = node.firstChild;
  if (node?.isTextblock !== true) return null;
  if (node.type.name === 'heading') return null;
  return node.textBetween(
    0,
    node.content.size,
    null,
    (leaf) => leaf.type.spec.leafText?.(leaf) ?? (leaf.type.name === 'hardBreak' ? '\n' : ''),
  );
}
