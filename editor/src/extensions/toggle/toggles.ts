import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { NodeViewConstructor } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { OpenToggles } from './open-toggles.js';
import { closedAround } from './toggle-keys.js';
import { ToggleContentView, ToggleView } from './toggle-view.js';

/** Whether the last change was made here. */
const key = new PluginKey<boolean>('manyhandsToggles');

/** Toggles keep to themselves whether they are open. */
export function toggleViews(): Record<'details' | 'detailsContent', NodeViewConstructor> {
  const memory = new OpenToggles();
  return {
    details: (node, view, getPos) =>
      new ToggleView({ node, view, getPos, memory, isNew: key.getState(view.state) === true }),
    detailsContent: () => new ToggleContentView(),
  };
}

/** However the caret comes into something folded away, by a search, an undo or a link, it is seen there. */
export function openAroundCaret(): Plugin<boolean> {
  return new Plugin<boolean>({
    key,
    state: {
      init: () => false,
      apply: (tr, isLocal) => (tr.docChanged ? tr.getMeta(ySyncPluginKey) === undefined : isLocal),
    },
    view: () => ({
      update: (view, before) => {
        const { selection } = view.state;
        if (selection.eq(before.selection) || selection.$head.depth < 3) return;
        for (const { view: toggle } of closedAround(view, selection.$head)) toggle.open();
      },
    }),
  });
}
