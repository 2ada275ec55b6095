import { bodyField, documentExtensions, titleExtensions, titleField } from '@manyhands/schema';
import type { Extensions } from '@tiptap/core';
import { richBlocks } from './blocks/rich-blocks.js';
import { PortableClipboard } from './clipboard/portable-clipboard.js';
import { type EditorContext, serverOrigin } from './editor-context.js';
import { EmojiSuggestions } from './emoji/emoji-suggestions.js';
import { finding } from './find/find-plugin.js';
import { writingRules } from './input-rules/writing-rules.js';
import { GapCursorRules } from './later/gap-cursor-rules.js';
import { heldInput } from './later/held-input.js';
import { LaterPlugins } from './later/later-plugins.js';
import type { TextPlace, TitlePlace } from './later/text-plugins.js';
import { mediaBehaviour } from './media/media-behaviour.js';
import { mentionViews } from './mentions/mention-views.js';
import { titlePasting } from './paste/title-paste.js';
import { placeholder } from './placeholder/placeholder.js';
import { MenuKeys } from './selection/menu-keys.js';
import { SharedText } from './shared-text/shared-text.js';
import { SlashMenu } from './slash/slash-menu.js';
import { tables } from './table/tables.js';
import { withToggleViews } from './toggle/toggles.js';

/** Everything the text of a document does on a page: the schema, and a line for each part of the behaviour. */
export function editorExtensions(context: EditorContext): Extensions {
  const { handle, search } = context;
  const emoji = new EmojiSuggestions();
  const later = new LaterPlugins<TextPlace>({
    load: async () => (await import('./later/text-plugins.js')).textPlugins(context, emoji.source),
    guarded: new Set(['table']),
  });
  // Where Tiptap's starter kit has them: of two that listen for one key, the later hears it first.
  const cursors = [later.place('drop-cursor'), later.place('gap-cursor'), GapCursorRules];
  const schema = documentExtensions().flatMap((node) => (node.name === 'codeBlock' ? [node, ...cursors] : [node]));
  return [
    ...withToggleViews(schema),
    SharedText.configure({ document: handle.doc, field: bodyField }),
    placeholder({ words: 'Write, or press / for blocks' }),
    PortableClipboard,
    later.place('carets'),
    later.place('follow'),
    tables(),
    // Before the keys of lists.
    later.place('tables', { priority: 200 }),
    mediaBehaviour(handle.uploads),
    later.place('files', { priority: 200 }),
    later.place('code'),
    ...richBlocks(serverOrigin(handle)),
    later.place('link-cards'),
    MenuKeys,
    SlashMenu,
    writingRules([emoji.rule]),
    // Enter and the arrows belong to an open list first.
    later.place('suggesting', { priority: 1200 }),
    mentionViews(handle, search),
    later.place('pasting', { priority: 1100 }),
    // Before Tiptap's own plain text.
    later.place('copying', { priority: 1100 }),
    finding,
    heldInput(later),
    later.starting(),
  ];
}

/** The same for its title. */
export function titleEditorExtensions({ handle }: Pick<EditorContext, 'handle'>): Extensions {
  const later = new LaterPlugins<TitlePlace>({
    load: async () => (await import('./later/text-plugins.js')).titlePlugins({ handle }),
    guarded: new Set(),
  });
  return [
    ...titleExtensions(),
    SharedText.configure({ document: handle.doc, field: titleField }),
    placeholder({ words: 'Untitled', isAlwaysShown: true }),
    later.place('carets'),
    later.place('follow'),
    titlePasting,
    later.starting(),
  ];
}
