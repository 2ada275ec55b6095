import { Extension, type Extensions } from '@tiptap/core';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import type { DocumentHandle } from '../../client/document-handle.js';
import { personFrom } from '../../client/people.js';
import { CaretActivity, namedClass, selectionStyle } from './caret-activity.js';
import { readableTextOn } from './readable-text.js';

/** Other people's carets and selections in one editor. */
export function remoteCarets(handle: DocumentHandle): Extensions {
  const activity = new CaretActivity(handle.awareness);
  return [
    CollaborationCaret.configure({
      provider: handle.provider,
      user: handle.getSnapshot().self,
      render: (user) => renderCaret(user, activity),
      selectionRender: (user) => {
        const clientId = clientIdOf(user);
        return { class: 'mh-selection', style: selectionStyle(clientId, personFrom(user, `client-${clientId}`).color) };
      },
    }),
    Extension.create({
      name: 'manyhandsCaretActivity',
      addProseMirrorPlugins: () => [activity.plugin()],
    }),
  ];
}

function renderCaret(user: Record<string, unknown>, activity: CaretActivity): HTMLElement {
  const clientId = clientIdOf(user);
  const { name, color } = personFrom(user, `client-${clientId}`);
  const caret = document.createElement('span');
  caret.className = 'mh-caret';
  caret.dataset['clientId'] = String(clientId);
  // Not part of the text for those who listen to it; the avatars say who is here.
  caret.setAttribute('aria-hidden', 'true');
  // Through the object model: a style attribute in markup is what a content security policy forbids.
  caret.style.setProperty('--mh-person', color);
  caret.style.setProperty('--mh-on-person', readableTextOn(color));
  caret.classList.toggle(namedClass, activity.isNamed(clientId));
  const label = document.createElement('span');
  label.className = 'mh-caret__label';
  label.textContent = name === '' ? 'Guest' : name;
  caret.append(label);
  return caret;
}

/** The awareness filter put it there; a number, because it becomes a part of selectors and property names. */
function clientIdOf(user: Record<string, unknown>): number {
  const { clientId } = user;
  return typeof clientId === 'number' ? clientId : 0;
}
