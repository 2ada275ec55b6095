import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';

/**
 * Enter over a selection of several blocks takes out what is selected, before the parts that know what Enter means look at
 * it: Tiptap's own command fails where the ends are of different kinds, and the key would do nothing.
 */
export const BreakOverBlocks = Extension.create({
  name: 'breakOverBlocks',
  // Before everything that listens for Enter in the text, and after open menus.
  priority: 1_250,
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('manyhandsBreakOverBlocks'),
      props: {
        handleKeyDown(view, event) {
          const { selection, tr } = view.state;
          const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
          if (event.key !== 'Enter' || !isPlain || event.isComposing || !view.editable) return false;
          if (!(selection instanceof TextSelection) || selection.$from.sameParent(selection.$to)) return false;
          view.dispatch(tr.deleteSelection());
          return false;
        },
      },
    }),
  ],
});
