import { type ReactElement, useLayoutEffect, useRef } from 'react';
import { afterFrame } from '../client/after-frame.js';
import type { Glimpse } from '../client/glimpse.js';
import { showGlimpse } from '../extensions/glimpse/show-glimpse.js';

/** In pixels of the window. */
export interface ClickedPlace {
  readonly left: number;
  readonly top: number;
}

export interface DocumentGlimpseProps {
  readonly glimpse: Glimpse;
  /** Somebody wants to write there. */
  readonly onClick: (place: ClickedPlace) => void;
}

/** A document as it looked when it was last open here. Nobody can write in it, and it is gone in a moment. */
export function DocumentGlimpse({ glimpse, onClick }: DocumentGlimpseProps): ReactElement {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: for those who point; the keyboard waits for the text
    <div
      role="status"
      aria-label="Opening the document"
      onClick={({ clientX, clientY }) => onClick({ left: clientX, top: clientY })}
    >
      <div className="mh-title" inert>
        {/* A line without a letter has no height. */}
        <p>{glimpse.title || '\u200b'}</p>
      </div>
      <GlimpsedText blocks={glimpse.blocks} />
    </div>
  );
}

/** The text alone. */
export function GlimpsedText({ blocks }: Pick<Glimpse, 'blocks'>): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.replaceChildren(showGlimpse(blocks));
    const editor = place.current?.closest<HTMLElement>('.mh-editor');
    return () => {
      if (editor == null) return;
      // Without it the page would be a short one until the text is there, and lose where it was scrolled to.
      editor.style.minHeight = `${editor.offsetHeight}px`;
      afterFrame(() => {
        editor.style.minHeight = '';
      });
    };
  }, [blocks]);
  return <div ref={place} className="mh-body" inert />;
}
