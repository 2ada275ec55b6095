import { type ComponentType, lazy, type ReactElement, Suspense } from 'react';
import type { DocumentHandle } from '../client/document-handle.js';

export interface PresenceAvatarsProps {
  readonly handle: DocumentHandle;
  /** Makes the own avatar a button. */
  readonly onSelf?: () => void;
  /** How many faces there is room for; with one, several people are a number that opens their list. @default 4 */
  readonly max?: number;
}

/** Who is in the document, in the colours of their carets. Their code comes when the page is there, as people do. */
export function PresenceAvatars(props: PresenceAvatarsProps): ReactElement {
  return (
    <Suspense fallback={<ul className="mh-avatars" />}>
      <AvatarList {...props} />
    </Suspense>
  );
}

const AvatarList = lazy<ComponentType<PresenceAvatarsProps>>(() =>
  import('./avatar-list.js').then(
    ({ AvatarList }) => ({ default: AvatarList }),
    // Without a network there is nobody else to show.
    () => ({ default: () => null }),
  ),
);
