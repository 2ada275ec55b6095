import type { EditorView } from '@tiptap/pm/view';
import { createElement } from '../blocks/create-element.js';
import { popupHome } from '../blocks/tell.js';

/** Puts text on the clipboard, also on pages without TLS, where browsers hide the clipboard. Answers whether it could. */
export async function copyText(view: EditorView, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(view, text);
  }
}

function copyBySelection(view: EditorView, text: string): boolean {
  const focused = document.activeElement;
  const field = createElement('textarea', { class: 'mh-visually-hidden', attributes: { 'aria-hidden': 'true' } });
  field.value = text;
  popupHome(view).append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
