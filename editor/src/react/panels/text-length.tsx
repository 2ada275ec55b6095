import type { Editor } from '@tiptap/core';
import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react';
import { countDocument, type DocumentCounter } from '../../extensions/counts/document-counts.js';
import type { TextCounts } from '../../extensions/counts/text-counts.js';

/** How long the text is: words, and on request characters and the time it takes to read. */
export function TextLength({ editor }: { editor: Editor }): ReactElement | null {
  const [counter, setCounter] = useState<DocumentCounter | null>(null);
  useEffect(() => {
    const opened = countDocument(editor);
    setCounter(opened);
    return () => opened.close();
  }, [editor]);
  return counter === null ? null : <Counts counter={counter} />;
}

function Counts({ counter }: { counter: DocumentCounter }): ReactElement {
  const { total, selected, readingMinutes } = useSyncExternalStore(
    counter.subscribe,
    counter.getSnapshot,
    counter.getSnapshot,
  );
  const [isOpen, setIsOpen] = useState(false);
  const shown = selected ?? total;
  return (
    <button
      type="button"
      className="mh-counts"
      aria-expanded={isOpen}
      title={isOpen ? 'Show words only' : 'Show characters and reading time'}
      onClick={() => setIsOpen(!isOpen)}
    >
      {words(shown)}
      {selected !== null && ' selected'}
      {isOpen && ` · ${characters(shown)} · ${reading(readingMinutes)}`}
    </button>
  );
}

const number = new Intl.NumberFormat();

function words({ words: count }: TextCounts): string {
  return `${number.format(count)} ${count === 1 ? 'word' : 'words'}`;
}

function characters({ characters: count }: TextCounts): string {
  return `${number.format(count)} ${count === 1 ? 'character' : 'characters'}`;
}

function reading(minutes: number): string {
  return minutes < 1 ? 'under a minute to read' : `${Math.ceil(minutes)} min to read`;
}
