import type { ReactElement } from 'react';
import type { DocumentStatus } from '../client/document-status.js';

type Shape = 'check' | 'arrow' | 'dots' | 'cloud-off' | 'lock' | 'alert';

const shapeOf: Record<DocumentStatus['kind'], Shape> = {
  opening: 'dots',
  saved: 'check',
  sent: 'arrow',
  'files-refused': 'alert',
  saving: 'dots',
  reconnecting: 'dots',
  offline: 'cloud-off',
  'read-only': 'lock',
  'update-needed': 'alert',
  stopped: 'alert',
};

const paths: Record<Shape, string> = {
  check: 'M3.5 8.5l3 3 6-7',
  arrow: 'M8 12.5v-9m-4 4l4-4 4 4',
  dots: 'M4 8h.01M8 8h.01M12 8h.01',
  'cloud-off': 'M2.5 2.5l11 11M6 4.4A4 4 0 0111.8 7 2.8 2.8 0 0113 11.6M10.5 12H5a3 3 0 01-.9-5.9',
  lock: 'M4 7.5h8v5.5H4zM5.5 7.5V5.5a2.5 2.5 0 015 0v2',
  alert: 'M8 4.5v4M8 11.5h.01M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8z',
};

/** A shape beside the words: states differ by more than colour. */
export function StatusIcon({ kind }: { kind: DocumentStatus['kind'] }): ReactElement {
  return (
    <svg className="mh-chip__icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path
        d={paths[shapeOf[kind]]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
