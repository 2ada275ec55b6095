import type { EditorView } from '@tiptap/pm/view';

const shownForMs = 8000;
const notices = new WeakMap<EditorView, HTMLElement>();

/** Says a sentence beside the text for some seconds, also to those who listen. One at a time. */
export function showNotice(view: EditorView, sentence: string): void {
  const host = view.dom.parentElement;
  if (host === null) return;
  notices.get(view)?.remove();
  const notice = host.ownerDocument.createElement('div');
  notice.className = 'mh-editor-notice';
  notice.setAttribute('role', 'status');
  host.append(notice);
  notices.set(view, notice);
  // After it is in the page: a region that arrives with its text is not read out everywhere.
  notice.textContent = sentence;
  setTimeout(() => notice.remove(), shownForMs);
}
