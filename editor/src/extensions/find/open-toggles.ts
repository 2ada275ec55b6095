import type { EditorView } from '@tiptap/pm/view';
import { ToggleView } from '../toggle/toggle-view.js';

/** Opens every toggle that hides a position. Its state belongs to this page: the document is not changed. */
export function openTogglesAround(view: EditorView, position: number): void {
  const $position = view.state.doc.resolve(position);
  for (let depth = 1; depth <= $position.depth; depth += 1) {
    if ($position.node(depth).type.name !== 'details') continue;
    // What is in the summary is always to be seen.
    if ($position.node(depth + 1).type.name === 'detailsSummary') continue;
    ToggleView.of(view.nodeDOM($position.before(depth)))?.open();
  }
}
