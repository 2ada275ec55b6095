import type { ReactElement } from 'react';
import { exportDocument } from '../client/document-files.js';
import type { DocumentHandle, DocumentSnapshot } from '../client/document-handle.js';
import type { Unacknowledged } from '../client/document-status.js';
import { reloadApp } from './reload-app.js';
import { saveFile } from './save-file.js';
import { deviceFailureWords, statusExplanation } from './status-words.js';
import { useDocumentValue } from './use-document.js';

interface Notice {
  readonly happened: string;
  readonly safe: string;
  /** `onward`: there is nothing to do here any more. */
  readonly action: { readonly label: string; readonly run: (handle: DocumentHandle) => void } | 'onward' | null;
}

export interface DocumentNoticeProps {
  readonly handle: DocumentHandle;
  /** Where the other documents are; shown when this one is gone. */
  readonly listHref?: string;
}

/** Says what happened, what is safe and what to do next, when something needs more than the chip's words. */
export function DocumentNotice({ handle, listHref }: DocumentNoticeProps): ReactElement | null {
  const notice = noticeFor(useDocumentValue(handle, (snapshot) => snapshot));
  if (notice === null) return null;
  const { happened, safe, action } = notice;
  return (
    <div className="mh-notice" role="alert">
      <p>
        <strong>{happened}</strong> {safe}
      </p>
      {action === 'onward' && listHref !== undefined && (
        <a className="mh-button" href={listHref}>
          All documents
        </a>
      )}
      {action !== null && action !== 'onward' && (
        <button type="button" className="mh-button" onClick={() => action.run(handle)}>
          {action.label}
        </button>
      )}
    </div>
  );
}

function noticeFor({ status, device, unacknowledged, isReady }: DocumentSnapshot): Notice | null {
  if (status.kind === 'update-needed') {
    return {
      happened: statusExplanation(status),
      safe: `${safety(status)} Reload to get the new version.`,
      action: reload,
    };
  }
  if (status.kind === 'stopped') {
    const { reason } = status;
    const action = reason === 'deleted' ? 'onward' : tryAgain;
    // "Nothing is lost" would be an odd thing to say of a document that is gone, or was never seen.
    const safe = isAllThere(status) && (reason === 'deleted' || !isReady) ? '' : `${safety(status)} `;
    const advice = isReady ? stopAdvice : unseenAdvice;
    return { happened: statusExplanation(status), safe: safe + advice[reason], action };
  }
  if (status.kind === 'read-only' && !isAllThere(status)) {
    return {
      happened: 'Changes made here cannot be saved.',
      safe: `${safety(status)} Ask for edit access to save them.`,
      action: null,
    };
  }
  if (device.kind === 'ready' && device.wasRepaired) {
    return {
      happened: 'The copy of this document on this device was damaged.',
      safe: 'What could be read of it is here, together with everything that the server has. The damaged part was set aside.',
      action: downloadCopy,
    };
  }
  if (device.kind !== 'failing') return null;
  const isDangerous = !isAllThere(unacknowledged);
  return {
    happened: `${deviceFailureWords[device.reason]} Changes are not kept on this device.`,
    safe: isDangerous
      ? 'Keep this window open until the state says Saved.'
      : 'Everything so far is saved on the server, and new changes are saved while you are connected.',
    action: null,
  };
}

function safety(unacknowledged: Unacknowledged): string {
  if (isAllThere(unacknowledged)) return 'Nothing of yours is lost.';
  const { changes, files, keptOnDevice } = unacknowledged;
  const things = [
    changes > 1 ? `latest ${changes} changes` : changes === 1 && 'latest change',
    files > 1 ? `latest ${files} files` : files === 1 && 'latest file',
  ].filter(Boolean);
  const subject = `Your ${things.join(' and ')} ${changes + files === 1 ? 'is' : 'are'}`;
  return keptOnDevice
    ? `${subject} kept on this device.`
    : `${subject} only in this window: copy what you need before closing it.`;
}

function isAllThere({ changes, files }: Unacknowledged): boolean {
  return changes + files === 0;
}

const stopAdvice = {
  unauthenticated: 'Sign in to save.',
  forbidden: 'Ask the person who shared it.',
  deleted: 'You can copy what you see here.',
  'too-large': 'Move a part of it into another document.',
  'bad-frame': 'Reload the page.',
} as const;

/** To somebody who has nothing of the document on their screen. */
const unseenAdvice = { ...stopAdvice, unauthenticated: 'Sign in to see this document.', deleted: '' } as const;

const reload = { label: 'Reload', run: () => void reloadApp() };
const downloadCopy = {
  label: 'Download a copy',
  run: ({ doc }: DocumentHandle) => void exportDocument(doc, 'markdown').then(saveFile),
};
const tryAgain = { label: 'Try again', run: (handle: DocumentHandle) => handle.reconnect() };
