import {
  type CSSProperties,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { DocumentHandle, PresentPerson } from '../client/document-handle.js';
import { initialsOf } from '../client/people.js';
import { readableTextOn } from '../extensions/carets/readable-text.js';
import { followStore } from '../extensions/follow/follow-store.js';
import { usePeople } from './use-document.js';

export interface PresenceAvatarsProps {
  readonly handle: DocumentHandle;
  /** Makes the own avatar a button. */
  readonly onSelf?: () => void;
  /** How many faces there is room for; with one, several people are a number that opens their list. @default 4 */
  readonly max?: number;
}

interface AvatarProps {
  readonly handle: DocumentHandle;
  readonly person: PresentPerson;
  readonly onSelf: (() => void) | undefined;
}

/** Who is in the document, in the colours of their carets. */
export function PresenceAvatars({ handle, onSelf, max = 4 }: PresenceAvatarsProps): ReactElement {
  const people = usePeople(handle);
  if (max === 1 && people.length > 1)
    return (
      <PeopleButton handle={handle} people={people} onSelf={onSelf} label={`${people.length} people here`}>
        {people.length}
      </PeopleButton>
    );
  // One place fewer when a number takes it.
  const shown = people.length > max ? people.slice(0, max - 1) : people;
  const rest = people.slice(shown.length);
  return (
    <ul className="mh-avatars" aria-label="People here">
      {shown.map((person) => (
        <li key={person.id}>
          <Avatar handle={handle} person={person} onSelf={onSelf} />
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <PeopleButton handle={handle} people={people} onSelf={onSelf} label={`${rest.length} more people here`}>
            +{rest.length}
          </PeopleButton>
        </li>
      )}
    </ul>
  );
}

interface PeopleButtonProps {
  readonly handle: DocumentHandle;
  readonly people: readonly PresentPerson[];
  readonly onSelf: (() => void) | undefined;
  readonly label: string;
  readonly children: ReactNode;
}

/** How many are here; a press shows who. The browser closes the list on a press elsewhere and on Escape. */
function PeopleButton({ handle, people, onSelf, label, children }: PeopleButtonProps): ReactElement {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  return (
    <>
      <button type="button" className="mh-avatar mh-avatar--rest" popoverTarget={id} aria-label={label}>
        <span aria-hidden="true">{children}</span>
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the buttons in it are what is pressed, by keys as well */}
      <ul
        ref={list}
        id={id}
        className="mh-people"
        popover="auto"
        aria-label="Everybody here"
        onClick={() => list.current?.hidePopover()}
      >
        {people.map((person) => (
          <li key={person.id}>
            <Avatar handle={handle} person={person} onSelf={onSelf} />
            <span aria-hidden="true">{nameOf(person)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Avatar({ handle, person, onSelf }: AvatarProps): ReactElement {
  const style = { '--mh-person': person.color, '--mh-on-person': readableTextOn(person.color) } as CSSProperties;
  const name = nameOf(person);
  const face = <span aria-hidden="true">{initialsOf(person.name)}</span>;
  if (!person.isSelf) return <FollowButton handle={handle} person={person} style={style} face={face} />;
  if (onSelf !== undefined) {
    return (
      <button type="button" className="mh-avatar" style={style} title={name} onClick={onSelf}>
        {face}
        <span className="mh-visually-hidden">{name}, change your name</span>
      </button>
    );
  }
  return (
    <span className="mh-avatar" style={style} title={name} role="img" aria-label={name}>
      {face}
    </span>
  );
}

interface FollowButtonProps {
  readonly handle: DocumentHandle;
  readonly person: PresentPerson;
  readonly style: CSSProperties;
  readonly face: ReactElement;
}

/** How often the tooltip looks where its person is. */
const lookMs = 500;

/** Somebody else: click to follow them through the text; the tooltip says where they are. */
function FollowButton({ handle, person, style, face }: FollowButtonProps): ReactElement {
  const store = followStore(handle);
  const state = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const [isLookedAt, setIsLookedAt] = useState(false);
  const [heading, setHeading] = useState<string | null>(null);
  const isFollowed = state.kind === 'following' && state.personId === person.id;
  const name = nameOf(person);
  // Looked up while somebody wants to know, not with every move.
  useEffect(() => {
    if (!isLookedAt) return;
    const look = () => setHeading(store.headingOf(person.id));
    look();
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, [isLookedAt, store, person.id]);
  return (
    <button
      type="button"
      className="mh-avatar"
      style={style}
      aria-label={name}
      aria-pressed={isFollowed}
      onPointerEnter={() => setIsLookedAt(true)}
      onPointerLeave={() => setIsLookedAt(false)}
      onFocus={() => setIsLookedAt(true)}
      onBlur={() => setIsLookedAt(false)}
      onClick={() => (isFollowed ? store.stop() : store.follow({ id: person.id, name, color: person.color }))}
    >
      {face}
      <span className="mh-avatar__tip" role="tooltip">
        {name}
        {heading !== null && <span className="mh-avatar__where">{heading}</span>}
      </span>
    </button>
  );
}

function nameOf({ name, isSelf }: PresentPerson): string {
  const shown = name === '' ? 'Guest' : name;
  return isSelf ? `${shown} (you)` : shown;
}
