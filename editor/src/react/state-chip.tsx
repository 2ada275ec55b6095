import { type ReactElement, useEffect, useState } from 'react';
import type { DocumentHandle } from '../client/document-handle.js';
import type { DocumentStatus } from '../client/document-status.js';
import { StatusIcon } from './status-icon.js';
import { statusExplanation, statusWords } from './status-words.js';
import { useDocumentValue } from './use-document.js';

/** "Saved" waits for a pause in writing, so that the chip does not flicker with every key; "Saving…" never waits. */
const settleMs = 400;
/** Long enough for a short break of the connection to pass without a word. */
const announceAfterMs = 1_000;

/** The state of the document, always visible, in words. */
export function StateChip({ handle }: { handle: DocumentHandle }): ReactElement {
  const status = useSettled(useDocumentValue(handle, (snapshot) => snapshot.status));
  const words = statusWords(status);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls */}
      <div
        className="mh-chip"
        role="group"
        aria-label={`Document state: ${words}`}
        data-kind={status.kind}
        title={`${words}. ${statusExplanation(status)}`}
      >
        <StatusIcon kind={status.kind} />
        <span className="mh-chip__words">{words}</span>
      </div>
      <Announcement status={status} />
    </>
  );
}

function useSettled(status: DocumentStatus): DocumentStatus {
  const [savingStatus, setSavingStatus] = useState<DocumentStatus | null>(null);
  const isGood = status.kind === 'saved' || status.kind === 'sent';
  // While rendering, as React recommends for state that follows from props: an effect would render everything twice.
  if (status.kind === 'saving' && savingStatus === null) setSavingStatus(status);
  if (status.kind !== 'saving' && !isGood && savingStatus !== null) setSavingStatus(null);
  const isSettling = isGood && savingStatus !== null;
  useEffect(() => {
    if (!isSettling) return;
    const timer = setTimeout(() => setSavingStatus(null), settleMs);
    return () => clearTimeout(timer);
  }, [isSettling]);
  return isSettling ? savingStatus : status;
}

/**
 * Says states to people who do not see the chip: politely, and not the coming and going of "Saving…", which would talk
 * over everything they write.
 */
function Announcement({ status }: { status: DocumentStatus }): ReactElement {
  const [said, setSaid] = useState('');
  const words = statusWords(status);
  const isRoutine = status.kind === 'opening' || status.kind === 'saving';
  const isGood = status.kind === 'saved' || status.kind === 'sent';
  useEffect(() => {
    if (isRoutine) return;
    // "Saved" is news only after something that was not.
    const timer = setTimeout(() => setSaid((before) => (isGood && before === '' ? '' : words)), announceAfterMs);
    return () => clearTimeout(timer);
  }, [words, isRoutine, isGood]);
  return (
    <div className="mh-visually-hidden" role="status">
      {said}
    </div>
  );
}
