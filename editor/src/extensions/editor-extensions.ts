import { bodyField, documentExtensions } from '@manyhands/schema';
import type { Extensions } from '@tiptap/core';
import { Placeholder } from '@tiptap/extensions/placeholder';
import type { DocumentHandle } from '../client/document-handle.js';
import type { DocumentSearch } from '../client/document-search.js';
import { richBlocks } from './blocks/rich-blocks.js';
import { remoteCarets } from './carets/remote-carets.js';
import { PortableClipboard } from './clipboard/portable-clipboard.js';
import { EmojiSuggestions } from './emoji/emoji-suggestions.js';
import { finding } from './find/find-plugin.js';
import { followPerson } from './follow/follow-person.js';
import { writingRules } from './input-rules/writing-rules.js';
import { mediaBehaviour } from './media/media-behaviour.js';
import { mentionSuggestions } from './mentions/mention-suggestions.js';
import { mentionViews } from './mentions/mention-views.js';
import { copying } from './paste/copying.js';
import { pasting } from './paste/pasting.js';
import { MenuKeys } from './selection/menu-keys.js';
import { SharedText } from './shared-text/shared-text.js';
import { SlashMenu } from './slash/slash-menu.js';
import { suggesting } from './suggestion/suggesting.js';
import { tableBehaviour, withoutStockTables } from './table/table-behaviour.js';
import { withToggleViews } from './toggle/toggles.js';

/** What the extensions of one editor share. */
export interface EditorContext {
  readonly handle: DocumentHandle;
  /** Finds other documents to mention. Without it only people are suggested. */
  readonly search?: DocumentSearch | undefined;
}

/** Everything the text of a document does on a page: the schema, and a line for each part of the behaviour. */
export function editorExtensions({ handle, search }: EditorContext): Extensions {
  const emoji = new EmojiSuggestions();
  return [
    ...withToggleViews(withoutStockTables(documentExtensions())),
    SharedText.configure({ document: handle.doc, field: bodyField }),
    Placeholder.configure({ placeholder: 'Write, or press / for blocks' }),
    PortableClipboard,
    ...remoteCarets(handle),
    followPerson(handle),
    tableBehaviour(),
    mediaBehaviour(handle.uploads),
    ...richBlocks(serverOrigin(handle)),
    MenuKeys,
    SlashMenu,
    writingRules([emoji.rule]),
    suggesting([emoji.source, mentionSuggestions(handle, search)]),
    mentionViews(handle, search),
    pasting(),
    copying(),
    finding,
  ];
}

/** Where the API of a document's server is. */
function serverOrigin({ provider }: DocumentHandle): string {
  return new URL(provider.url.replace(/^ws/, 'http')).origin;
}
