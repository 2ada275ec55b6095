import { Extension, type Extensions } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { CalloutView } from '../callout/callout-view.js';
import { codeBlocks } from '../code-block/code-blocks.js';
import { ColumnView } from '../columns/column-view.js';
import { ContentsView } from '../contents/contents-view.js';
import { HeadingsSignal } from '../contents/headings-signal.js';
import { formulas } from '../formula/formulas.js';
import { cardKeys } from '../link-card/card-keys.js';
import { CardView } from '../link-card/card-view.js';
import { completeCard } from '../link-card/complete-card.js';
import { toggles } from '../toggle/toggles.js';
import { EditableSignal } from './editable-signal.js';

/**
 * How blocks that are more than text look and behave. `withToggleViews` belongs to it: the views of toggles replace
 * those of Tiptap.
 *
 * @param server origin of the server, which may know the titles of pages
 */
export function richBlocks(server: string): Extensions {
  const editable = new EditableSignal();
  const headings = new HeadingsSignal();
  return [
    ...codeBlocks(editable),
    ...formulas(),
    ...toggles(),
    cardKeys,
    Extension.create({
      name: 'manyhandsRichBlocks',
      addProseMirrorPlugins: () => [
        editable.plugin(),
        headings.plugin(),
        new Plugin({
          key: new PluginKey('manyhandsRichBlocks'),
          props: {
            nodeViews: {
              callout: (node, view, getPos) => new CalloutView({ node, view, getPos, editable }),
              column: (node, view, getPos) => new ColumnView({ node, view, getPos, editable }),
              linkCard: (node, view, getPos) => {
                const onAddress = (href: string, guess: string) => void completeCard(view, { server, href, guess });
                return new CardView({ node, view, getPos, editable, onAddress });
              },
              tableOfContents: (_node, view) => new ContentsView(view, headings),
            },
          },
        }),
      ],
    }),
  ];
}
