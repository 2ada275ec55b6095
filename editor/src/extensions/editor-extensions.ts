import { bodyField, documentExtensions, titleExtensions, titleField } from '@manyhands/schema';
import type { Extensions } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { PortableClipboard } from './clipboard/portable-clipboard.js';
import { codeCommands } from './code-block/code-commands.js';
import type { EditorContext } from './editor-context.js';
import { EmojiSuggestions } from './emoji/emoji-suggestions.js';
import { finding } from './find/find-plugin.js';
import { writingRules } from './input-rules/writing-rules.js';
import { GapCursorRules } from './later/gap-cursor-rules.js';
import { heldInput } from './later/held-input.js';
import { LaterPlugins } from './later/later-plugins.js';
import { RichViews } from './later/rich-views.js';
import type { TextPlace } from './later/text-plugins.js';
import { cardCommands } from './link-card/card-commands.js';
import { mediaCommands } from './media/media-commands.js';
import { titlePasting } from './paste/title-paste.js';
import { placeholder } from './placeholder/placeholder.js';
import { BreakOverBlocks } from './selection/break-over-blocks.js';
import { LeaveSelection } from './selection/leave-selection.js';
import { MenuKeys } from './selection/menu-keys.js';
import { SelectBeforeDelete } from './selection/select-before-delete.js';
import { TypeBehindBlock } from './selection/type-behind-block.js';
import { SharedText } from './shared-text/shared-text.js';
import { SlashMenu } from './slash/slash-menu.js';
import { tableCommands } from './table/table-choice.js';

/** What has its mark on the side where its text begins: the right one for Hebrew and Arabic. */
const sided: ReadonlySet<string> = new Set(['blockquote', 'listItem', 'taskItem']);

/** On the page alone. The browser looks for the first letter again when that may have changed, and never elsewhere. */
const onItsSide = {
  HTMLAttributes: { dir: 'auto' },
  // The name of a task's box stands before the task, out of sight: it has to begin with the same letter.
  a11y: { checkboxLabel: ({ textContent }: Node) => `${textContent || 'Empty'}: task` },
};

/** Everything the text of a document does on a page: the schema, and a line for each part of the behaviour. */
export function editorExtensions(context: EditorContext): Extensions {
  const { handle } = context;
  const emoji = new EmojiSuggestions();
  const views = new RichViews();
  const later = new LaterPlugins<TextPlace>((parts, editor) =>
    parts.textPlugins({ ...context, editor, views, emoji: emoji.source }),
  );
  // Where Tiptap's starter kit has them: of two that listen for one key, the later hears it first.
  const cursors = [later.place('drop-cursor'), later.place('gap-cursor'), GapCursorRules];
  const schema = documentExtensions().flatMap((node) => {
    if (sided.has(node.name)) return [node.configure(onItsSide)];
    return node.name === 'codeBlock' ? [node, ...cursors] : [node];
  });
  return [
    ...schema,
    SharedText.configure({ document: handle.doc, field: bodyField }),
    placeholder({ words: 'Write, or press / for blocks' }),
    PortableClipboard,
    later.place('carets'),
    tableCommands(),
    mediaCommands(handle.uploads),
    // Before the keys of lists.
    codeCommands,
    cardCommands,
    later.place('tables-and-media', { priority: 200 }),
    later.place('blocks'),
    // Before those of lists and of the blocks themselves.
    later.place('block-keys', { priority: 1000 }),
    views.extension(),
    later.place('views'),
    MenuKeys,
    BreakOverBlocks,
    LeaveSelection,
    SelectBeforeDelete,
    TypeBehindBlock,
    SlashMenu,
    writingRules([emoji.rule]),
    // Enter and the arrows belong to an open list first.
    later.place('suggesting', { priority: 1200 }),
    // Before Tiptap's own plain text.
    later.place('clipboard', { priority: 1100 }),
    finding,
    heldInput(later),
    later.starting(),
  ];
}

/** The same for its title. */
export function titleEditorExtensions({ handle }: Pick<EditorContext, 'handle'>): Extensions {
  const later = new LaterPlugins<'carets'>((parts) => parts.titlePlugins({ handle }));
  return [
    ...titleExtensions(),
    SharedText.configure({ document: handle.doc, field: titleField }),
    placeholder({ words: 'Untitled', isAlwaysShown: true }),
    later.place('carets'),
    titlePasting,
    later.waiting(),
  ];
}
