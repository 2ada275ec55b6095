import { PluginKey } from '@tiptap/pm/state';

/*
 * In place of Tiptap's binding, of which this app uses the keys of two plugins and nothing else; it would bring 5 kB
 * (gzip). The editor's package keeps to the real ones, for the extensions of those who embed it.
 */

export const ySyncPluginKey = new PluginKey('y-sync');
export const yUndoPluginKey = new PluginKey('y-undo');
