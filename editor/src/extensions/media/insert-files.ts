import { Fragment, type Node, type ResolvedPos, Slice } from '@tiptap/pm/model';
import { type EditorState, Selection } from '@tiptap/pm/state';
import { dropPoint } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import type { DocumentUploads } from '../../client/uploads/upload.js';
import { showToast } from '../surface/toast.js';
import { isShownPicture, isUnshownPicture, measurePicture } from './picture-size.js';

export interface InsertFilesOptions {
  readonly uploads: DocumentUploads;
  readonly files: readonly File[];
  /** Where they were dropped; without it, where the caret is. */
  readonly at?: number;
  /** As files to download, pictures too. */
  readonly asFiles?: boolean;
}

/** Puts files into the text, each at once as a placeholder, and sends them to the server. */
export function insertFiles(view: EditorView, { uploads, files, at, asFiles = false }: InsertFilesOptions): void {
  if (files.length === 0 || !view.editable) return;
  const { schema } = view.state;
  const isPicture = (file: File) => !asFiles && isShownPicture(file.type);
  const added = files.map((file) => ({ file, uploadId: uploads.add(file) }));
  const nodes = added.flatMap(({ file, uploadId }) => {
    const attrs = isPicture(file)
      ? { uploadId, alt: '' }
      : { uploadId, name: file.name, size: file.size, mime: file.type === '' ? null : file.type };
    return schema.nodes[isPicture(file) ? 'image' : 'file']?.create(attrs) ?? [];
  });
  insertBlocks(view, nodes, at);
  for (const { file, uploadId } of added) if (isPicture(file)) void keepRoom(view, uploadId, file);
  const unshown = asFiles ? undefined : files.find(isUnshownPicture);
  if (unshown !== undefined) {
    showToast(
      `“${unshown.name}” is a kind of picture that browsers do not show. It is here as a file to download.`,
      view.dom,
    );
  }
}

/** A transaction that puts blocks where they were dropped, or after the block with the caret. */
function insertBlocks(view: EditorView, nodes: readonly Node[], at: number | undefined): void {
  const [first] = nodes;
  if (first === undefined) return;
  const { state } = view;
  const place = at === undefined ? placeAtCaret(state, first) : placeAtPoint(state, first, at);
  const tr = state.tr.replaceWith(place.from, place.to, Fragment.from(nodes));
  const end = place.from + nodes.reduce((size, node) => size + node.nodeSize, 0);
  const { paragraph } = state.schema.nodes;
  // There is always a line behind it to go on writing.
  if (paragraph !== undefined && tr.doc.resolve(end).nodeAfter === null) tr.insert(end, paragraph.create());
  tr.setSelection(Selection.near(tr.doc.resolve(end), 1)).scrollIntoView();
  view.dispatch(tr);
  view.focus();
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function placeAtPoint(state: EditorState, node: Node, at: number): Place {
  const point = dropPoint(state.doc, at, new Slice(Fragment.from(node), 0, 0)) ?? state.doc.content.size;
  return { from: point, to: point };
}

function placeAtCaret(state: EditorState, node: Node): Place {
  const { $to, empty } = state.selection;
  if (empty && $to.depth > 0 && $to.parent.type.name === 'paragraph' && $to.parent.content.size === 0) {
    const index = $to.index(-1);
    if ($to.node(-1).canReplaceWith(index, index + 1, node.type)) return { from: $to.before(), to: $to.after() };
  }
  for (let depth = $to.depth; depth >= 0; depth--) {
    const after: ResolvedPos = depth === $to.depth ? $to : state.doc.resolve($to.after(depth + 1));
    if (!after.parent.inlineContent && after.parent.canReplaceWith(after.index(), after.index(), node.type)) {
      return { from: after.pos, to: after.pos };
    }
  }
  return { from: state.doc.content.size, to: state.doc.content.size };
}

/** Writes how large a picture is as soon as that is known, so that the text below does not jump when it is loaded. */
async function keepRoom(view: EditorView, uploadId: string, file: File): Promise<void> {
  const size = await measurePicture(file);
  if (size === null || view.isDestroyed || !view.editable) return;
  const tr = view.state.tr.setMeta('addToHistory', false);
  view.state.doc.descendants((node, pos) => {
    if (node.type.name !== 'image' || node.attrs['uploadId'] !== uploadId || node.attrs['width'] !== null) return;
    tr.setNodeAttribute(pos, 'width', Math.max(16, Math.min(size.width, 10_000)));
    tr.setNodeAttribute(pos, 'height', Math.max(1, Math.min(size.height, 10_000)));
  });
  if (tr.docChanged) view.dispatch(tr);
}
