import type { MutableRefObject, ReactElement } from 'react';
import { Dialog } from './dialog.js';

export interface WaitingPaletteProps {
  /** What has been typed so far; the palette goes on with it. */
  readonly typedAhead: MutableRefObject<string>;
  readonly onClose: () => void;
}

/** The palette's field while the rest of it is on its way: people in a hurry type at once, and not into the text. */
export function WaitingPalette({ typedAhead, onClose }: WaitingPaletteProps): ReactElement {
  return (
    <Dialog label="Find documents and commands" className="mh-palette" onClose={onClose}>
      <div className="mh-palette__head">
        <span className="mh-palette__sign" />
        <input
          autoFocus
          className="mh-palette__input"
          aria-label="Find documents and commands"
          autoComplete="off"
          spellCheck={false}
          placeholder="Find a document or a command"
          defaultValue={typedAhead.current}
          onInput={(event) => {
            typedAhead.current = event.currentTarget.value;
          }}
        />
      </div>
      <p className="mh-popup__empty">Loading…</p>
    </Dialog>
  );
}
