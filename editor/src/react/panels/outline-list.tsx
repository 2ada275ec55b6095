import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { type CSSProperties, type ReactElement, useSyncExternalStore } from 'react';
import { type OutlineHeading, outlineStore } from '../../extensions/outline/outline-store.js';

/** The headings of a text: which is being read, and who is where. A click goes there. */
export function OutlineList({ editor }: { editor: Editor }): ReactElement {
  const store = outlineStore(editor);
  const { headings, active } = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  if (headings.length === 0) {
    return <p className="mh-outline__empty">Headings appear here. Type # and a space to make one.</p>;
  }
  const highest = Math.min(...headings.map(({ level }) => level));
  return (
    <nav className="mh-outline" aria-label="Outline">
      <ol>
        {headings.map((heading, index) => (
          // A heading is its place in the list: two may have the same words.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index} style={{ '--mh-outline-depth': heading.level - highest } as CSSProperties}>
            <a
              href={`#heading-${index + 1}`}
              aria-current={index === active ? 'location' : undefined}
              onClick={(event) => {
                event.preventDefault();
                goTo(editor, heading);
              }}
            >
              <span className="mh-outline__text">{heading.text.trim() || 'Untitled heading'}</span>
              <Here heading={heading} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Here({ heading: { people } }: { heading: OutlineHeading }): ReactElement | null {
  if (people.length === 0) return null;
  const names = people.map(({ name }) => name || 'Guest').join(', ');
  return (
    <span className="mh-outline__people" role="img" aria-label={`Here now: ${names}`} title={names}>
      {people.slice(0, 3).map(({ clientId, color }) => (
        <span key={clientId} style={{ '--mh-person': color } as CSSProperties} />
      ))}
    </span>
  );
}

/** The caret goes with it, so that writing goes on there and the keyboard is not left in the list. */
function goTo(editor: Editor, { position }: OutlineHeading): void {
  const { state, view } = editor;
  const element = view.nodeDOM(position);
  const inside = TextSelection.near(state.doc.resolve(Math.min(position + 1, state.doc.content.size)));
  view.dispatch(state.tr.setSelection(inside));
  view.focus();
  if (!(element instanceof HTMLElement)) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'start', behavior: isCalm ? 'auto' : 'smooth' });
}
