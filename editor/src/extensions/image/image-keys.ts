import { type EditorState, NodeSelection, type Selection, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { ImageView } from './image-view.js';

/** Keys on a selected picture, and into one from the text beside it. */
export function handleImageKey(view: EditorView, event: KeyboardEvent): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey) return false;
  const { selection } = view.state;
  if (isImageSelection(selection)) return handleSelected(view, selection, event);
  if (event.altKey || event.shiftKey || !selection.empty) return false;
  return selectBeside(view, event.key);
}

/** What is typed while a picture is selected becomes its caption; it never takes the picture's place. */
export function typeIntoCaption(view: EditorView, text: string): boolean {
  const { selection } = view.state;
  if (!isImageSelection(selection) || !view.editable) return false;
  const end = selection.from + 1 + selection.node.content.size;
  const tr = view.state.tr.insertText(text, end);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end + text.length)).scrollIntoView());
  return true;
}

/** Marks the picture whose caption has the caret: an empty caption is shown then. */
export function captionDecorations({ doc, selection }: EditorState): DecorationSet | null {
  const { $from, $to } = selection;
  if ($from.parent.type.name !== 'image' || !$from.sameParent($to)) return null;
  const active = Decoration.node($from.before(), $from.after(), { class: 'mh-image--writing' });
  return DecorationSet.create(doc, [active]);
}

function isImageSelection(selection: Selection): selection is NodeSelection {
  return selection instanceof NodeSelection && selection.node.type.name === 'image';
}

function handleSelected(view: EditorView, selection: NodeSelection, event: KeyboardEvent): boolean {
  const image = ImageView.of(view.nodeDOM(selection.from));
  const { key, shiftKey, altKey } = event;
  const { state } = view;
  if (image === null) return false;
  if ((key === 'Tab' && !shiftKey) || (key === 'F10' && altKey)) {
    if (!view.editable) return false;
    void image.focusToolbar();
  } else if (key === ' ') image.openFullSize();
  else if (key === 'Enter' && view.editable) {
    const paragraph = state.schema.nodes['paragraph']?.create();
    if (paragraph === undefined) return false;
    const tr = state.tr.insert(selection.to, paragraph);
    view.dispatch(tr.setSelection(TextSelection.create(tr.doc, selection.to + 1)).scrollIntoView());
  } else if (key === 'ArrowDown' && !shiftKey) {
    const end = selection.from + 1 + selection.node.content.size;
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, end)).scrollIntoView());
  } else return false;
  event.preventDefault();
  return true;
}

/** An arrow towards a picture selects it: its empty caption is not there to be walked through. */
function selectBeside(view: EditorView, key: string): boolean {
  const direction = key === 'ArrowDown' || key === 'ArrowRight' ? 1 : key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 0;
  const { selection, doc, tr } = view.state;
  const { $head } = selection;
  if (direction === 0 || !(selection instanceof TextSelection) || $head.depth === 0) return false;
  const names = { ArrowDown: 'down', ArrowUp: 'up', ArrowLeft: 'left', ArrowRight: 'right' } as const;
  if (!view.endOfTextblock(names[key as keyof typeof names])) return false;
  if ($head.parent.type.name === 'image') {
    if (direction > 0) return false;
    view.dispatch(tr.setSelection(NodeSelection.create(doc, $head.before())).scrollIntoView());
    return true;
  }
  const $side = doc.resolve(direction > 0 ? $head.after() : $head.before());
  const beside = direction > 0 ? $side.nodeAfter : $side.nodeBefore;
  if (beside === null || beside.type.name !== 'image') return false;
  // Upwards the caption is what comes first, if there is one.
  if (direction < 0 && beside.content.size > 0) return false;
  const pos = direction > 0 ? $side.pos : $side.pos - beside.nodeSize;
  view.dispatch(tr.setSelection(NodeSelection.create(doc, pos)).scrollIntoView());
  return true;
}
