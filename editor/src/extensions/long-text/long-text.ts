import { Plugin, PluginKey } from '@tiptap/pm/state';
import { BlockSizes } from './block-sizes.js';
import { goFar } from './far-keys.js';
import { OldBoxes } from './old-boxes.js';

/** From so many blocks on a text is long: a browser feels each of them with every key. */
export const longFrom = 200;

const key = new PluginKey('manyhandsLongText');

/**
 * Has the browser leave out what is out of sight in a long text (`long-text.css`): style, layout and paint of all of it
 * would be a part of every key otherwise. The text stays what it is for searching, for screen readers and for printing.
 * Short texts are not touched.
 */
export function longText(): Plugin {
  return new Plugin({
    key,
    props: {
      handleKeyDown: (view, event) => view.state.doc.childCount >= longFrom && goFar(view, event),
      attributes: ({ doc }): Record<string, string> => (doc.childCount < longFrom ? {} : { class: 'mh-body--long' }),
    },
    view: (view) => {
      const sizes = new BlockSizes(view.dom);
      const boxes = new OldBoxes(view);
      sizes.update();
      return {
        update: ({ state }, before) => {
          if (before.doc !== state.doc) sizes.update();
        },
        destroy: () => {
          sizes.close();
          boxes.close();
        },
      };
    },
  });
}
