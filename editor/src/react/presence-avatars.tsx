import type { CSSProperties, ReactElement } from 'react';
import type { DocumentHandle, PresentPerson } from '../client/document-handle.js';
import { initialsOf } from '../client/people.js';
import { readableTextOn } from '../extensions/carets/readable-text.js';
import { usePeople } from './use-document.js';

export interface PresenceAvatarsProps {
  readonly handle: DocumentHandle;
  /** Makes the own avatar a button. */
  readonly onSelf?: () => void;
  /** How many faces there is room for. @default 4 */
  readonly max?: number;
}

/** Who is in the document, in the colours of their carets. */
export function PresenceAvatars({ handle, onSelf, max = 4 }: PresenceAvatarsProps): ReactElement {
  const people = usePeople(handle);
  // One place fewer when a number takes it.
  const shown = people.length > max ? people.slice(0, max - 1) : people;
  const rest = people.slice(shown.length);
  return (
    <ul className="mh-avatars" aria-label="People here">
      {shown.map((person) => (
        <li key={person.id}>
          <Avatar person={person} onClick={person.isSelf ? onSelf : undefined} />
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <span className="mh-avatar mh-avatar--rest" title={rest.map(nameOf).join(', ')}>
            <span className="mh-visually-hidden">and {rest.map(nameOf).join(', ')}</span>
            <span aria-hidden="true">+{rest.length}</span>
          </span>
        </li>
      )}
    </ul>
  );
}

function Avatar({ person, onClick }: { person: PresentPerson; onClick: (() => void) | undefined }): ReactElement {
  const style = { '--mh-person': person.color, '--mh-on-person': readableTextOn(person.color) } as CSSProperties;
  const name = nameOf(person);
  if (onClick !== undefined) {
    return (
      <button type="button" className="mh-avatar" style={style} title={name} onClick={onClick}>
        <span aria-hidden="true">{initialsOf(person.name)}</span>
        <span className="mh-visually-hidden">{name}, change your name</span>
      </button>
    );
  }
  return (
    <span className="mh-avatar" style={style} title={name} role="img" aria-label={name}>
      <span aria-hidden="true">{initialsOf(person.name)}</span>
    </span>
  );
}

function nameOf({ name, isSelf }: PresentPerson): string {
  const shown = name === '' ? 'Guest' : name;
  return isSelf ? `${shown} (you)` : shown;
}
