import { Extension } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/** An open slash menu: what is written after the slash, up to the caret. */
export interface SlashQuery {
  /** Before the slash. */
  readonly from: number;
  /** The caret. */
  readonly to: number;
  readonly query: string;
}

const key = new PluginKey<SlashQuery | null>('manyhandsSlashMenu');
/** Longer than any name of a command. */
const maxQueryLength = 40;

/** What a person asks for with a slash, or `null` while they do not. */
export function slashQuery(state: EditorState): SlashQuery | null {
  return key.getState(state) ?? null;
}

/** Whether keys belong to the slash menu. */
export function isSlashMenuOpen(state: EditorState): boolean {
  return slashQuery(state) !== null;
}

/** Closes the menu; what was written stays. */
export function closeSlashMenu(view: EditorView): void {
  if (isSlashMenuOpen(view.state)) view.dispatch(view.state.tr.setMeta(key, 'close'));
}

/** Takes the slash and the words after it away, and closes the menu. */
export function takeSlashQuery(view: EditorView): void {
  const open = slashQuery(view.state);
  if (open !== null) view.dispatch(view.state.tr.delete(open.from, open.to).setMeta(key, 'close'));
}

/**
 * Knows while a person types `/` and a word after it. Only a slash typed here opens it; it is followed by the text before
 * the caret and not by mapping positions, because a remote change replaces the whole document in ProseMirror's eyes.
 */
export const SlashMenu = Extension.create({
  name: 'slashMenu',
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin<SlashQuery | null>({
        key,
        state: {
          init: () => null,
          apply: (tr, open, _before, state) => {
            if (tr.getMeta(key) === 'close' || !editor.isEditable) return null;
            return open === null ? opened(tr, state) : followed(tr, open, state);
          },
        },
        props: {
          handleKeyDown: (view, event) => {
            if (event.key !== 'Escape' || !isSlashMenuOpen(view.state)) return false;
            closeSlashMenu(view);
            return true;
          },
        },
      }),
    ];
  },
});

function isRemote(tr: Transaction): boolean {
  return tr.getMeta(ySyncPluginKey) !== undefined;
}

function opened(tr: Transaction, { selection }: EditorState): SlashQuery | null {
  if (!tr.docChanged || isRemote(tr) || tr.getMeta('paste') === true || !typedSlash(tr)) return null;
  const { $from, empty } = selection;
  if (!empty || !canOpen($from) || textBefore($from).at(-1) !== '/') return null;
  const before = textBefore($from).at(-2);
  // Not in `and/or`, not in an address.
  if (before !== undefined && !/\s/.test(before)) return null;
  return { from: $from.pos - 1, to: $from.pos, query: '' };
}

function typedSlash(tr: Transaction): boolean {
  return tr.steps.some(
    (step) => step instanceof ReplaceStep && step.slice.content.textBetween(0, step.slice.content.size) === '/',
  );
}

/** Code has slashes of its own. */
function canOpen($pos: ResolvedPos): boolean {
  const { parent } = $pos;
  return (
    parent.isTextblock && parent.type.spec.code !== true && !$pos.marks().some(({ type }) => type.spec.code === true)
  );
}

function followed(tr: Transaction, open: SlashQuery, { selection }: EditorState): SlashQuery | null {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock) return null;
  const text = textBefore($from);
  const start = isRemote(tr) ? startOf(text, open) : tr.mapping.map(open.from, -1) - $from.start();
  if (start < 0 || text[start] !== '/' || start >= text.length) return null;
  const query = text.slice(start + 1);
  // A space after the slash, or a line's end: these are words and not a question.
  if (query.length > maxQueryLength || /^\s|[\n\ufffc]/.test(query)) return null;
  return { from: $from.start() + start, to: $from.pos, query };
}

/** Where the slash is now: as far before the caret as it was, unless somebody wrote between the two. */
function startOf(text: string, { query }: SlashQuery): number {
  const start = text.length - query.length - 1;
  return text.slice(start) === `/${query}` ? start : text.lastIndexOf('/');
}

/** The text of the block before the caret; one sign for whatever is not text, so that offsets stay offsets. */
function textBefore($pos: ResolvedPos): string {
  return $pos.parent.textBetween(0, $pos.parentOffset, '\n', '\ufffc');
}
