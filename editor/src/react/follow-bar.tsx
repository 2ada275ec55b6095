import { type CSSProperties, type ReactElement, useSyncExternalStore } from 'react';
import type { DocumentHandle } from '../client/document-handle.js';
import { readableTextOn } from '../extensions/carets/readable-text.js';
import { followStore } from '../extensions/follow/follow-store.js';

/** Says whom this person follows, and ends it. */
export function FollowBar({ handle }: { handle: DocumentHandle }): ReactElement {
  const store = followStore(handle);
  const state = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  return (
    <div className="mh-follow" aria-live="polite">
      {state.kind === 'nowhere' && <p className="mh-follow__bar">{state.name} has no caret in the text now.</p>}
      {state.kind === 'following' && (
        <>
          <div className="mh-follow__ring" style={{ '--mh-person': state.color } as CSSProperties} />
          <div
            className="mh-follow__bar mh-follow__bar--person"
            style={{ '--mh-person': state.color, '--mh-on-person': readableTextOn(state.color) } as CSSProperties}
          >
            <span className="mh-follow__words">Following {state.name}</span>
            <button type="button" className="mh-follow__stop" onClick={() => store.stop()}>
              Stop
            </button>
          </div>
        </>
      )}
    </div>
  );
}
