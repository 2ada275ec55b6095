import type { Editor } from '@tiptap/core';
import {
  type KeyboardEvent,
  type ReactElement,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { emptyQuery, type FindQuery } from '../../extensions/find/find-query.js';
import { findModeOf } from '../../extensions/find/find-requests.js';
import { FindSession, type FindSnapshot } from '../../extensions/find/find-session.js';

export interface FindBarProps {
  readonly editor: Editor;
  readonly canReplace: boolean;
  /** What was typed before this was loaded; `null` where it was here in time. */
  readonly typedAhead: { readonly current: string | null };
  readonly onClose: () => void;
}

/** Finds, and for those who may write replaces, in the text of a document. */
export function FindBar({ editor, ...rest }: FindBarProps): ReactElement | null {
  const [session, setSession] = useState<FindSession | null>(null);
  // Before the next key: there must be a field for it.
  useLayoutEffect(() => {
    const opened = new FindSession(editor);
    setSession(opened);
    return () => opened.close();
  }, [editor]);
  return session === null ? null : <Bar editor={editor} session={session} {...rest} />;
}

interface BarProps extends FindBarProps {
  readonly session: FindSession;
}

function Bar({ editor, session, canReplace, typedAhead, onClose }: BarProps): ReactElement {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<FindQuery>(() => ({
    ...emptyQuery,
    text: typedAhead.current ?? selectedWords(editor),
  }));
  const [replacement, setReplacement] = useState('');
  const [message, setMessage] = useState('');
  const found = useSyncExternalStore(session.subscribe, session.getSnapshot, session.getSnapshot);
  const isEditable = editor.isEditable;
  // Before it is painted: "No matches" must not flash up while nothing has been looked for yet.
  useLayoutEffect(() => session.search(query), [session, query]);
  useLayoutEffect(() => {
    input.current?.focus();
    // Who was faster than the bar goes on typing.
    if (typedAhead.current === null) input.current?.select();
  }, [typedAhead]);
  const change = (part: Partial<FindQuery>) => {
    setMessage('');
    setQuery((last) => ({ ...last, ...part }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    } else if (event.key === 'Enter' && event.target === input.current) {
      event.preventDefault();
      session.step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      session.replace(replacement);
    }
  };
  const replaceAll = () => {
    const count = session.replaceAll(replacement);
    setMessage(count === 1 ? '1 replaced' : `${count} replaced`);
  };
  return (
    <search className="mh-find" aria-label="Find in the document" onKeyDown={onKeyDown}>
      <div className="mh-find__row">
        <input
          ref={input}
          className="mh-find__input"
          aria-label="Find"
          aria-describedby={`${id}-count`}
          aria-invalid={found.problem !== null}
          placeholder="Find"
          value={query.text}
          spellCheck={false}
          onChange={(event) => change({ text: event.target.value })}
        />
        <output id={`${id}-count`} className="mh-find__count" aria-live="polite">
          {message || countWords(found, query)}
        </output>
        <Tool label="Previous match" sign="↑" onPress={() => session.step(-1)} />
        <Tool label="Next match" sign="↓" onPress={() => session.step(1)} />
        <Tool label="Close find" sign="✕" onPress={onClose} />
      </div>
      <div className="mh-find__row mh-find__options">
        <Option label="Match case" sign="Aa" isOn={query.matchCase} onChange={(matchCase) => change({ matchCase })} />
        <Option label="Whole words" sign="W" isOn={query.wholeWord} onChange={(wholeWord) => change({ wholeWord })} />
        <Option
          label="Regular expression"
          sign=".*"
          isOn={query.isPattern}
          onChange={(isPattern) => change({ isPattern })}
        />
        {isEditable && (
          <button
            type="button"
            className="mh-find__mode"
            onClick={() => findModeOf(editor).set(canReplace ? 'find' : 'replace')}
          >
            {canReplace ? 'Hide replace' : 'Show replace'}
          </button>
        )}
      </div>
      {found.problem !== null && (
        <p className="mh-find__problem" role="alert">
          {found.problem}
        </p>
      )}
      {canReplace && isEditable && (
        <div className="mh-find__row">
          <input
            className="mh-find__input"
            aria-label="Replace with"
            placeholder="Replace with"
            value={replacement}
            spellCheck={false}
            onChange={(event) => setReplacement(event.target.value)}
          />
          <button
            type="button"
            className="mh-button"
            disabled={found.count === 0}
            onClick={() => session.replace(replacement)}
          >
            Replace
          </button>
          <button type="button" className="mh-button" disabled={found.count === 0} onClick={replaceAll}>
            Replace all
          </button>
        </div>
      )}
    </search>
  );
}

interface ToolProps {
  readonly label: string;
  readonly sign: string;
  readonly onPress: () => void;
}

function Tool({ label, sign, onPress }: ToolProps): ReactElement {
  return (
    <button type="button" className="mh-find__tool" aria-label={label} title={label} onClick={onPress}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

interface OptionProps {
  readonly label: string;
  readonly sign: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Option({ label, sign, isOn, onChange }: OptionProps): ReactElement {
  return (
    <button
      type="button"
      className="mh-find__tool"
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

function countWords({ count, position, isCut, problem }: FindSnapshot, { text }: FindQuery): string {
  if (text === '' || problem !== null) return '';
  if (count === 0) return 'No matches';
  return `${position} of ${isCut ? `${count}+` : count}`;
}

/** What is selected is mostly what is looked for. */
function selectedWords({ state }: Editor): string {
  const { from, to, $from, $to, empty } = state.selection;
  if (empty || !$from.sameParent($to) || to - from > 200) return '';
  return state.doc.textBetween(from, to, ' ');
}
