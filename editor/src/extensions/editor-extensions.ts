import { bodyField, documentExtensions } from '@manyhands/schema';
import type { Extensions } from '@tiptap/core';
import { Placeholder } from '@tiptap/extensions';
import type { DocumentHandle } from '../client/document-handle.js';
import { richBlocks } from './blocks/rich-blocks.js';
import { remoteCarets } from './carets/remote-carets.js';
import { PortableClipboard } from './clipboard/portable-clipboard.js';
import { followPerson } from './follow/follow-person.js';
import { mediaBehaviour } from './media/media-behaviour.js';
import { MenuKeys } from './selection/menu-keys.js';
import { SharedText } from './shared-text/shared-text.js';
import { SlashMenu } from './slash/slash-menu.js';
import { tableBehaviour, withoutStockTables } from './table/table-behaviour.js';
import { withToggleViews } from './toggle/toggles.js';

/** What the extensions of one editor share. */
export interface EditorContext {
  readonly handle: DocumentHandle;
}

/** Everything the text of a document does on a page: the schema, and a line for each part of the behaviour. */
export function editorExtensions({ handle }: EditorContext): Extensions {
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
  ];
}

/** Where the API of a document's server is. */
function serverOrigin({ provider }: DocumentHandle): string {
  return new URL(provider.url.replace(/^ws/, 'http')).origin;
}
