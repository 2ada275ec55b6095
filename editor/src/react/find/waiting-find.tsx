import { type ReactElement, useLayoutEffect, useRef } from 'react';

export interface WaitingFindProps {
  /** Hears all of what has been typed so far. */
  readonly onType: (text: string) => void;
  readonly onClose: () => void;
}

/** The field of the find bar while the bar is on its way: what is typed at once is looked for, and not written. */
export function WaitingFind({ onType, onClose }: WaitingFindProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <search className="mh-find" aria-label="Find in the document">
      <div className="mh-find__row">
        <input
          ref={input}
          className="mh-find__input"
          aria-label="Find"
          placeholder="Find"
          spellCheck={false}
          onInput={(event) => onType(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
          }}
        />
      </div>
    </search>
  );
}
