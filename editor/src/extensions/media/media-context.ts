import type { Node } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import type { DocumentUploads } from '../../client/uploads/upload.js';

/** What the views of pictures and files share. */
export interface MediaContext {
  readonly uploads: DocumentUploads;
  readonly view: EditorView;
  /** Position of the view's node now; undefined once it is gone. */
  readonly getPos: () => number | undefined;
}

/** Changes attributes of a view's node as a person's own, undoable edit. */
export function setAttributes({ view, getPos }: MediaContext, attrs: Record<string, unknown>): void {
  const pos = getPos();
  const node = pos === undefined ? null : view.state.doc.nodeAt(pos);
  if (pos === undefined || node === null || !view.editable) return;
  const tr = view.state.tr;
  for (const [name, value] of Object.entries(attrs)) {
    if (node.attrs[name] !== value) tr.setNodeAttribute(pos, name, value);
  }
  if (tr.docChanged) view.dispatch(tr);
}

/** Takes a view's node out of the text. */
export function removeNode({ view, getPos }: MediaContext): void {
  const pos = getPos();
  const node: Node | null = pos === undefined ? null : view.state.doc.nodeAt(pos);
  if (pos === undefined || node === null || !view.editable) return;
  view.dispatch(view.state.tr.delete(pos, pos + node.nodeSize).scrollIntoView());
  view.focus();
}
