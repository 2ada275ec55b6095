import { dropCursor } from '@tiptap/pm/dropcursor';
import { gapCursor } from '@tiptap/pm/gapcursor';
import type { Plugin } from '@tiptap/pm/state';
import { remoteCarets } from '../carets/remote-carets.js';
import { highlightPlugin } from '../code-block/highlight-plugin.js';
import { type EditorContext, serverOrigin } from '../editor-context.js';
import { followPerson } from '../follow/follow-person.js';
import { pasteOffer } from '../link-card/paste-offer.js';
import { droppedFiles } from '../media/dropped-files.js';
import { mentionSuggestions } from '../mentions/mention-suggestions.js';
import { copying } from '../paste/copying.js';
import { pasting } from '../paste/pasting.js';
import { suggesting } from '../suggestion/suggesting.js';
import type { SuggestionSource } from '../suggestion/suggestion-source.js';
import { tablePlugins } from '../table/table-plugins.js';

/** The places that are kept for what comes later. */
export type TextPlace =
  | 'carets'
  | 'code'
  | 'copying'
  | 'drop-cursor'
  | 'files'
  | 'follow'
  | 'gap-cursor'
  | 'link-cards'
  | 'pasting'
  | 'suggesting'
  | 'tables';

export type TitlePlace = Extract<TextPlace, 'carets' | 'follow'>;

/** What a document's text can do beyond being read and written. */
export function textPlugins(
  { handle, search }: EditorContext,
  emoji: SuggestionSource,
): Record<TextPlace, readonly Plugin[]> {
  return {
    ...titlePlugins({ handle }),
    code: [highlightPlugin()],
    copying: [copying()],
    'drop-cursor': [dropCursor({ color: 'currentColor', width: 1 })],
    files: [droppedFiles(handle.uploads)],
    'gap-cursor': [gapCursor()],
    'link-cards': [pasteOffer(serverOrigin(handle))],
    pasting: [pasting()],
    suggesting: [suggesting([emoji, mentionSuggestions(handle, search)])],
    tables: tablePlugins(),
  };
}

export function titlePlugins({ handle }: Pick<EditorContext, 'handle'>): Record<TitlePlace, readonly Plugin[]> {
  return { carets: [remoteCarets(handle)], follow: [followPerson(handle)] };
}
