import type { EditorView } from '@tiptap/pm/view';

/** Opens every toggle that hides a position. Its state belongs to this page: the document is not changed. */
export function openTogglesAround(view: EditorView, position: number): void {
  const $position = view.state.doc.resolve(position);
  for (let depth = 1; depth <= $position.depth; depth += 1) {
    if ($position.node(depth).type.name !== 'details') continue;
    // What is in the summary is always to be seen.
    if ($position.node(depth + 1).type.name === 'detailsSummary') continue;
    const element = view.nodeDOM($position.before(depth));
    if (!(element instanceof HTMLElement) || isOpen(element)) continue;
    const focused = element.ownerDocument.activeElement;
    element.querySelector<HTMLElement>(':scope > button, :scope > summary')?.click();
    // The button gives the focus to the text.
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}

function isOpen(element: HTMLElement): boolean {
  return element.classList.contains('is-open') || element.hasAttribute('open');
}
