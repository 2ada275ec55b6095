import { type AnyExtension, Extension, type Extensions, Node } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { OpenToggles } from './open-toggles.js';
import { closedAround, toggleKeys } from './toggle-keys.js';
import { ToggleContentView, ToggleView } from './toggle-view.js';

/** Whether the last change was made here. */
const key = new PluginKey<boolean>('manyhandsToggles');

/** Tiptap's toggles with our views, which keep to themselves whether they are open. */
export function withToggleViews(extensions: Extensions): Extensions {
  const memory = new OpenToggles();
  return extensions.map((extension) => {
    if (isNode(extension, 'details')) {
      return extension.extend({
        addNodeView:
          () =>
          ({ node, view, getPos }) =>
            new ToggleView({ node, view, getPos, memory, isNew: key.getState(view.state) === true }),
      });
    }
    if (isNode(extension, 'detailsContent')) {
      return extension.extend({ addNodeView: () => () => new ToggleContentView() });
    }
    return extension;
  });
}

function isNode(extension: AnyExtension, name: string): extension is Node {
  return extension instanceof Node && extension.name === name;
}

/** What toggles do with keys and carets. */
export function toggles(): Extensions {
  return [toggleKeys, Extension.create({ name: 'manyhandsToggles', addProseMirrorPlugins: () => [openAroundCaret()] })];
}

/** However the caret comes into something folded away, by a search, an undo or a link, it is seen there. */
function openAroundCaret(): Plugin<boolean> {
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
