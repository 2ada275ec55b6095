import type { DeviceFailure, DocumentStatus, StopReason, Unacknowledged } from '../client/document-status.js';

/** The state chip's words. Short, and never more than is known. */
export function statusWords(status: DocumentStatus): string {
  switch (status.kind) {
    case 'opening':
      return 'Opening…';
    case 'saved':
      return 'Saved';
    case 'sent':
      return 'Sent';
    case 'files-refused':
      return `${counted(status.files, 'file')} not uploaded`;
    case 'saving':
      return 'Saving…';
    case 'reconnecting':
      return 'Reconnecting…';
    case 'offline':
      return status.changes + status.files === 0 ? 'Offline' : `Offline, ${whereabouts(status)}`;
    case 'read-only':
      return status.role === 'comment' ? 'Read only, you may comment' : 'Read only, you may view';
    case 'update-needed':
      return 'Update needed';
    case 'stopped':
      return stopWords[status.reason];
  }
}

/** What the words mean: shown with the chip, and read out. */
export function statusExplanation(status: DocumentStatus): string {
  switch (status.kind) {
    case 'opening':
      return 'Waiting for the server.';
    case 'saved':
      return 'Everything is on the server’s disk.';
    case 'sent':
      return 'Everything was sent. This server does not say when it is stored.';
    case 'files-refused':
      return 'Everything else is on the server. The file itself says why it is not, and lets you try again or remove it.';
    case 'saving':
      return status.files === 0
        ? 'The server has not confirmed the latest changes yet.'
        : `${counted(status.files, 'file')} on the way to the server.`;
    case 'reconnecting':
      return 'The connection was lost. You can go on writing.';
    case 'offline':
      return 'There is no connection to the server. You can go on writing; changes go up when it is back.';
    case 'read-only':
      return 'The person who shared this document decides who may edit it.';
    case 'update-needed':
      return 'This document was written with a newer version of the app.';
    case 'stopped':
      return stopExplanations[status.reason];
  }
}

/** "12 changes and 1 file kept on this device", or that they are not. */
function whereabouts({ changes, files, keptOnDevice }: Unacknowledged): string {
  const count = [counted(changes, 'change'), counted(files, 'file')].filter(Boolean).join(' and ');
  return keptOnDevice ? `${count} kept on this device` : `${count} only in this window`;
}

/** "1 file", "2 files"; nothing for none. */
function counted(count: number, thing: 'change' | 'file'): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
}

/** What happened, in one sentence, for each way in which the copy on the device fails. */
export const deviceFailureWords: Record<DeviceFailure, string> = {
  unavailable: 'This browser keeps nothing for this page. It may be a private window.',
  quota: 'There is no room left on this device to keep a copy of this document.',
  unreadable: 'The copy of this document on this device cannot be read.',
  write: 'The copy of this document on this device could not be written.',
  closed: 'The copy of this document on this device was removed, for example by clearing site data.',
};

const stopWords: Record<StopReason, string> = {
  unauthenticated: 'Signed out',
  forbidden: 'No access',
  deleted: 'Deleted',
  'too-large': 'Too large',
  'bad-frame': 'Disconnected',
};

const stopExplanations: Record<StopReason, string> = {
  unauthenticated: 'The server asks you to sign in.',
  forbidden: 'You do not have access to this document.',
  deleted: 'This document was deleted on the server.',
  'too-large': 'This document is larger than the server accepts.',
  'bad-frame': 'The server did not understand this app and ended the connection.',
};
