import type { Editor } from '@tiptap/core';
import { dropCursor } from '@tiptap/pm/dropcursor';
import { gapCursor } from '@tiptap/pm/gapcursor';
import type { Plugin } from '@tiptap/pm/state';
import { rescueAbsent } from '../../client/rescue/rescue-absent.js';
import { richBlocks } from '../blocks/rich-blocks.js';
import { remoteCarets } from '../carets/remote-carets.js';
import { type EditorContext, serverOrigin } from '../editor-context.js';
import { followPerson } from '../follow/follow-person.js';
import { keepGlimpses } from '../glimpse/keep-glimpses.js';
import { linkClicks } from '../links/link-clicks.js';
import { longText } from '../long-text/long-text.js';
import { mediaPlugins, mediaViews } from '../media/media-plugins.js';
import { mentionSuggestions } from '../mentions/mention-suggestions.js';
import { mentionLinks, mentionView } from '../mentions/mention-views.js';
import { copying } from '../paste/copying.js';
import { ownSlices } from '../paste/insert-pasted.js';
import { pasting } from '../paste/pasting.js';
import { rescuing } from '../shared-text/rescuing.js';
import { suggesting } from '../suggestion/suggesting.js';
import type { SuggestionSource } from '../suggestion/suggestion-source.js';
import { tablePlugins } from '../table/table-plugins.js';
import type { RichViews } from './rich-views.js';

/** The places that are kept for what comes later. */
export type TextPlace =
  | 'blocks'
  | 'block-keys'
  | 'carets'
  | 'clipboard'
  | 'drop-cursor'
  | 'gap-cursor'
  | 'suggesting'
  | 'tables-and-media'
  | 'views';

export interface TextPluginsOptions extends EditorContext {
  readonly editor: Editor;
  readonly emoji: SuggestionSource;
  readonly views: RichViews;
}

/** What a document's text can do beyond being read and written. */
export function textPlugins(options: TextPluginsOptions): Record<TextPlace, readonly Plugin[]> {
  const { editor, handle, search, emoji, views } = options;
  const blocks = richBlocks(editor, serverOrigin(handle));
  rescueAbsent(handle);
  return {
    ...titlePlugins(options),
    views: views.arrive({
      ...blocks.views,
      ...mediaViews(handle.uploads),
      mention: mentionView(handle, search),
    }),
    suggesting: [suggesting([emoji, mentionSuggestions(handle, search)])],
    clipboard: [copying(), pasting()],
    'block-keys': blocks.keys,
    'tables-and-media': [...mediaPlugins(handle.uploads), ...tablePlugins()],
    blocks: [
      ...blocks.plugins,
      ownSlices(),
      mentionLinks(),
      linkClicks(),
      longText(),
      rescuing(),
      keepGlimpses(handle),
    ],
    'drop-cursor': [dropCursor({ color: 'currentColor', width: 1 })],
    'gap-cursor': [gapCursor()],
  };
}

/** And its title. */
export function titlePlugins({ handle }: Pick<EditorContext, 'handle'>): Record<'carets', readonly Plugin[]> {
  return { carets: [followPerson(handle), remoteCarets(handle)] };
}
