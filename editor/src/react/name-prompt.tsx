import { type FormEvent, type KeyboardEvent, type ReactElement, useEffect, useId, useRef } from 'react';
import { maxNameLength } from '../client/people.js';

export interface NamePromptProps {
  readonly name: string;
  /** Whether the person asked for it: then the field takes the focus. Otherwise it never does; they may be writing. */
  readonly wasAskedFor: boolean;
  readonly onName: (name: string) => void;
  readonly onDismiss: () => void;
}

/** Asks a guest for a name, beside the work: nothing waits for the answer. */
export function NamePrompt({ name, wasAskedFor, onName, onDismiss }: NamePromptProps): ReactElement {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wasAskedFor) input.current?.select();
  }, [wasAskedFor]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onName(input.current?.value ?? '');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDismiss();
  };
  return (
    <form className="mh-name-prompt" aria-labelledby={id} onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <label id={id} htmlFor={`${id}-name`}>
        Your name, as others see it
      </label>
      <div className="mh-name-prompt__row">
        <input
          ref={input}
          id={`${id}-name`}
          defaultValue={name}
          maxLength={maxNameLength}
          autoComplete="nickname"
          required
        />
        <button type="submit" className="mh-button mh-button--primary">
          Save
        </button>
        <button type="button" className="mh-button" onClick={onDismiss}>
          Not now
        </button>
      </div>
    </form>
  );
}
