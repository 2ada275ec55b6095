import type { DocumentSnapshot } from './document-handle.js';
import { type DocumentStatus, isSameStatus } from './document-status.js';

/**
 * Whether to let a person type. With a sign-in that ended yes: changes stay on the device and go up after the next one.
 * After a deletion or a refusal no: nobody would ever see them.
 */
export function acceptsChanges(status: DocumentStatus): boolean {
  if (status.kind === 'update-needed') return false;
  return status.kind !== 'stopped' || status.reason === 'unauthenticated';
}

export function isSameSnapshot(a: DocumentSnapshot, b: DocumentSnapshot): boolean {
  return (
    isSameStatus(a.status, b.status) &&
    a.device === b.device &&
    a.unacknowledged.changes === b.unacknowledged.changes &&
    a.unacknowledged.files === b.unacknowledged.files &&
    a.unacknowledged.keptOnDevice === b.unacknowledged.keptOnDevice &&
    a.role === b.role &&
    a.isReady === b.isReady &&
    a.glimpse === b.glimpse &&
    a.isEditable === b.isEditable &&
    a.self === b.self
  );
}
