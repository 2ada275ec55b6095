import { Extension } from '@tiptap/core';
import { keymap } from '@tiptap/pm/keymap';
import { type Command, NodeSelection } from '@tiptap/pm/state';

/**
 * Backspace behind a block without text, and Delete before one, select it; a second press deletes it. ProseMirror's own
 * commands delete a formula or a card at the first. A divider holds nothing that could be lost.
 */
export const SelectBeforeDelete = Extension.create({
  name: 'selectBeforeDelete',
  addProseMirrorPlugins: () => [
    keymap({
      Backspace: select('before'),
      'Mod-Backspace': select('before'),
      Delete: select('after'),
      'Mod-Delete': select('after'),
    }),
  ],
});

function select(side: 'before' | 'after'): Command {
  return ({ selection, doc, tr }, dispatch) => {
    const { $from, empty } = selection;
    const { parent, parentOffset, depth } = $from;
    const isAtEdge = parentOffset === (side === 'before' ? 0 : parent.content.size);
    // An empty line is taken away first.
    if (!empty || !parent.isTextblock || depth === 0 || parent.content.size === 0 || !isAtEdge) return false;
    const $edge = doc.resolve(side === 'before' ? $from.before() : $from.after());
    const node = side === 'before' ? $edge.nodeBefore : $edge.nodeAfter;
    if (node === null || !node.isAtom || node.type.name === 'horizontalRule' || !NodeSelection.isSelectable(node))
      return false;
    const place = side === 'before' ? $edge.pos - node.nodeSize : $edge.pos;
    dispatch?.(tr.setSelection(NodeSelection.create(doc, place)).scrollIntoView());
    return true;
  };
}
