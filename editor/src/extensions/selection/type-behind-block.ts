import { Extension } from '@tiptap/core';
import { NodeSelection, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { insertLine } from './insert-line.js';

/**
 * What is typed while a block is selected comes behind it; it never takes the block's place. Arrow keys select a formula, a
 * diagram or a card on their way, and whoever writes on there does not mean to delete it. Pictures have a caption for it.
 */
export const TypeBehindBlock = Extension.create({
  name: 'typeBehindBlock',
  // After those that know better what to do with a letter.
  priority: 50,
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('manyhandsTypeBehindBlock'),
      props: {
        handleTextInput(view, _from, _to, text) {
          if (!moveBehind(view)) return false;
          const { from } = view.state.selection;
          const insert = () => view.state.tr.insertText(text).scrollIntoView();
          // As if it had been typed there in the first place: rules and menus hear of it.
          if (view.someProp('handleTextInput', (handle) => handle(view, from, from, text, insert)) !== true)
            view.dispatch(insert());
          return true;
        },
        handleDOMEvents: {
          compositionstart(view) {
            moveBehind(view);
            return false;
          },
        },
      },
    }),
  ],
});

/** @returns whether a block, or something in a line, was selected and the caret is now behind it */
function moveBehind(view: EditorView): boolean {
  const { selection, doc, tr } = view.state;
  if (!(selection instanceof NodeSelection) || !view.editable) return false;
  const { node, to, $to } = selection;
  if (node.isInline) {
    view.dispatch(tr.setSelection(TextSelection.create(doc, to)));
    return true;
  }
  const next = $to.nodeAfter;
  const isEmptyLine = next?.type.name === 'paragraph' && next.content.size === 0;
  if (!isEmptyLine && !insertLine(tr, to)) return false;
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to + 1)));
  return true;
}
