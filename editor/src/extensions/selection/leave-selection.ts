import { Extension } from '@tiptap/core';
import { keymap } from '@tiptap/pm/keymap';
import { AllSelection, type Command, type EditorState, Selection, TextSelection } from '@tiptap/pm/state';

/**
 * An arrow key leads out of a selection of everything, and of one without a letter, to the end it points to. Browsers leave
 * those as they are where they begin or end at something that has no caret, and what is typed next would take the place
 * of all of it.
 */
export const LeaveSelection = Extension.create({
  name: 'leaveSelection',
  addProseMirrorPlugins: () => [
    keymap({
      ArrowLeft: leave('start'),
      ArrowUp: leave('start'),
      ArrowRight: leave('end'),
      ArrowDown: leave('end'),
    }),
  ],
});

function leave(side: 'start' | 'end'): Command {
  return (state, dispatch) => {
    if (!isUnclear(state)) return false;
    const { selection, doc, tr } = state;
    const [$end, direction] = side === 'start' ? ([selection.$from, 1] as const) : ([selection.$to, -1] as const);
    const next = $end.parent.inlineContent
      ? TextSelection.create(doc, $end.pos)
      : (Selection.findFrom($end, direction, true) ?? Selection.near($end, direction));
    dispatch?.(tr.setSelection(next).scrollIntoView());
    return true;
  };
}

function isUnclear({ selection, doc }: EditorState): boolean {
  if (selection instanceof AllSelection) return true;
  const { from, to, empty } = selection;
  return selection instanceof TextSelection && !empty && doc.textBetween(from, to) === '';
}
