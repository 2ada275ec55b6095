import type { Editor } from '@tiptap/core';
import type { Plugin } from '@tiptap/pm/state';
import type { NodeViewConstructor } from '@tiptap/pm/view';
import { CalloutView } from '../callout/callout-view.js';
import { activeCode } from '../code-block/active-code.js';
import { CodeBlockView } from '../code-block/code-block-view.js';
import { codeKeys } from '../code-block/code-keys.js';
import { highlightPlugin } from '../code-block/highlight-plugin.js';
import { ColumnView } from '../columns/column-view.js';
import { ContentsView } from '../contents/contents-view.js';
import { HeadingsSignal } from '../contents/headings-signal.js';
import { formulaKeys, formulaViews } from '../formula/formulas.js';
import type { RichNode } from '../later/rich-nodes.js';
import { cardKeys } from '../link-card/card-keys.js';
import { CardView } from '../link-card/card-view.js';
import { completeCard } from '../link-card/complete-card.js';
import { pasteOffer } from '../link-card/paste-offer.js';
import { TableView } from '../table/table-view.js';
import { toggleKeys } from '../toggle/toggle-keys.js';
import { openAroundCaret, toggleViews } from '../toggle/toggles.js';
import { EditableSignal } from './editable-signal.js';

export interface RichBlocks {
  readonly views: Record<Exclude<RichNode, 'image' | 'file' | 'mention'>, NodeViewConstructor>;
  readonly keys: readonly Plugin[];
  readonly plugins: readonly Plugin[];
}

/**
 * How blocks that are more than text look and behave.
 *
 * @param server origin of the server, which may know the titles of pages
 */
export function richBlocks(editor: Editor, server: string): RichBlocks {
  const editable = new EditableSignal();
  const headings = new HeadingsSignal();
  return {
    views: {
      ...formulaViews(),
      ...toggleViews(),
      codeBlock: (node, view, getPos) => new CodeBlockView({ node, view, getPos, editable }),
      callout: (node, view, getPos) => new CalloutView({ node, view, getPos, editable }),
      column: (node, view, getPos) => new ColumnView({ node, view, getPos, editable }),
      linkCard: (node, view, getPos) => {
        const onAddress = (href: string, guess: string) => void completeCard(view, { server, href, guess });
        return new CardView({ node, view, getPos, editable, onAddress });
      },
      table: (node, view) => new TableView(node, view, editable),
      tableOfContents: (_node, view) => new ContentsView(view, headings),
    },
    keys: [cardKeys(editor), toggleKeys(editor), formulaKeys(), codeKeys(editor)],
    plugins: [
      editable.plugin(),
      headings.plugin(),
      pasteOffer(server),
      openAroundCaret(),
      highlightPlugin(),
      activeCode(),
    ],
  };
}
