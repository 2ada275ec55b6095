import type { Node } from '@tiptap/pm/model';
import { Decoration } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { personFrom } from '../../client/people.js';
import type { Positions } from '../shared-text/positions.js';
import { selectionStyle } from './selection-tint.js';

/** Where somebody is on this page. */
export interface RemoteCaret {
  readonly clientId: number;
  readonly personId: string;
  readonly name: string;
  /** `#rrggbb`, checked. */
  readonly color: string;
  readonly anchor: number;
  readonly head: number;
}

/** Everybody else who has a caret on this page. The awareness filter has checked what they say. */
export function remoteCaretsIn(awareness: Awareness, positions: Positions, doc: Node): RemoteCaret[] {
  const carets: RemoteCaret[] = [];
  for (const [clientId, state] of awareness.getStates()) {
    const cursor = state['cursor'] as { anchor: unknown; head: unknown } | null | undefined;
    if (clientId === awareness.clientID || cursor == null) continue;
    const anchor = positions.toAbsolute(Y.createRelativePositionFromJSON(cursor.anchor));
    const head = positions.toAbsolute(Y.createRelativePositionFromJSON(cursor.head));
    if (anchor === null || head === null) continue;
    const { id, name, color } = personFrom(state['user'], `client-${clientId}`);
    const size = doc.content.size;
    carets.push({
      clientId,
      personId: id,
      name: name === '' ? 'Guest' : name,
      color,
      anchor: Math.min(anchor, size),
      head: Math.min(head, size),
    });
  }
  return carets;
}

/** A bar where one can write, a tint over text, a ring around a block. */
export function caretDecorations(caret: RemoteCaret, doc: Node): Decoration[] {
  const { clientId, color, anchor, head } = caret;
  const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
  const decorations: Decoration[] = [];
  // Between blocks a bar would be a line of its own.
  if (doc.resolve(head).parent.inlineContent) {
    decorations.push(
      Decoration.widget(head, () => renderCaret(caret), {
        key: `${clientId} ${caret.name} ${color}`,
        side: 10,
        ignoreSelection: true,
      }),
    );
  }
  if (from === to) return decorations;
  decorations.push(Decoration.inline(from, to, { class: 'mh-selection', style: selectionStyle(clientId, color) }));
  doc.nodesBetween(from, to, (node, position) => {
    const isWhole = position >= from && position + node.nodeSize <= to;
    if (isWhole && node.isBlock && (node.isAtom || (position === from && position + node.nodeSize === to))) {
      decorations.push(
        Decoration.node(position, position + node.nodeSize, {
          class: 'mh-selected-block',
          style: `--mh-person: ${color}`,
        }),
      );
    }
  });
  return decorations;
}

function renderCaret({ clientId, name, color }: RemoteCaret): HTMLElement {
  const caret = document.createElement('span');
  caret.className = 'mh-caret';
  caret.dataset['clientId'] = String(clientId);
  caret.dataset['name'] = name;
  // Not part of the text for those who listen to it; the avatars say who is here.
  caret.setAttribute('aria-hidden', 'true');
  // Through the object model: a style attribute in markup is what a content security policy forbids.
  caret.style.setProperty('--mh-person', color);
  return caret;
}
