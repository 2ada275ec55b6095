const shownMs = 8_000;
let shown: { readonly element: HTMLElement; readonly timer: ReturnType<typeof setTimeout> } | null = null;

/**
 * Says one sentence about what did not work, for a few seconds; a new one takes the place of the last.
 *
 * @param near an element of the editor
 */
export function showToast(sentence: string, near: Element): void {
  if (shown !== null) clearTimeout(shown.timer);
  shown?.element.remove();
  const element = document.createElement('div');
  element.className = 'mh-toast';
  element.setAttribute('role', 'alert');
  element.contentEditable = 'false';
  element.textContent = sentence;
  (near.closest('.mh-editor') ?? document.body).append(element);
  const timer = setTimeout(() => {
    element.remove();
    shown = null;
  }, shownMs);
  shown = { element, timer };
}
