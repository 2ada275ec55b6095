import type { ReactElement } from 'react';

export interface LoadFailureProps {
  readonly onClose: () => void;
  readonly onRetry?: () => void;
}

/** A part of the app is not on this device and cannot be fetched. */
export function LoadFailure({ onClose, onRetry }: LoadFailureProps): ReactElement {
  return (
    <div className="mh-message" role="alert">
      <p>This menu could not be loaded. Your text is not affected. Check the connection and try again.</p>
      {onRetry !== undefined && (
        <button type="button" className="mh-button" onClick={onRetry}>
          Try again
        </button>
      )}
      <button type="button" className="mh-button" onClick={onClose}>
        Close
      </button>
    </div>
  );
}
