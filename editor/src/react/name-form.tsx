import { type FormEvent, type KeyboardEvent, type ReactElement, useEffect, useId, useRef } from 'react';
import { maxNameLength } from '../client/people.js';
import type { NamePromptProps } from './name-prompt.js';

/** The form itself. */
export function NameForm({ name, wasAskedFor, onName, onDismiss }: NamePromptProps): ReactElement {
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
