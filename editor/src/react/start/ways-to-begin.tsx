import type { Editor } from '@tiptap/core';
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import type { DocumentHandle } from '../../client/document-handle.js';
import { nameDocument } from '../../client/name-document.js';
import { useDocumentTitle } from '../use-document-title.js';
import { type Template, templates } from './templates.js';

/** Longest text that is turned into a document at once, in characters. */
const maxImportLength = 2_000_000;

export interface WaysToBeginProps {
  readonly handle: DocumentHandle;
  readonly editor: Editor;
}

type View = 'chips' | 'templates' | 'paste';

/** Three quiet ways to begin, under an empty text. */
export function WaysToBegin({ handle, editor }: WaysToBeginProps): ReactElement {
  const [view, setView] = useState<View>('chips');
  const [left, setLeft] = useState<View>('chips');
  const [problem, setProblem] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const title = useDocumentTitle(handle);
  const begin = async (markdown: string, newTitle = '') => {
    try {
      const { insertMarkdown } = await import('./insert-markdown.js');
      insertMarkdown(editor, markdown);
      if (title === '' && newTitle !== '') nameDocument(handle.doc, newTitle);
    } catch {
      setProblem('This could not be put into the document. Nothing was changed. Check the connection and try again.');
    }
  };
  const onFile = async (chosen: File | undefined) => {
    if (chosen === undefined) return;
    if (chosen.size > maxImportLength) return setProblem('The file is larger than 2 MB. Import a smaller part of it.');
    await begin(await chosen.text(), chosen.name.replace(/\.\w+$/, ''));
  };
  const onBack = () => {
    setLeft(view);
    setView('chips');
  };
  return (
    <section className="mh-start" aria-label="Ways to begin">
      {view === 'chips' && (
        <div className="mh-start__chips">
          <Chip onClick={() => setView('templates')} takesFocus={left === 'templates'}>
            Use a template
          </Chip>
          <Chip onClick={() => file.current?.click()}>Import a file</Chip>
          <Chip onClick={() => setView('paste')} takesFocus={left === 'paste'}>
            Paste Markdown
          </Chip>
          <input
            ref={file}
            type="file"
            accept=".md,.markdown,.txt,text/markdown,text/plain"
            hidden
            aria-label="Markdown or text file"
            onChange={(event) => void onFile(event.currentTarget.files?.[0])}
          />
        </div>
      )}
      {view === 'templates' && (
        <Templates onChoose={(chosen) => void begin(chosen.markdown, chosen.title)} onBack={onBack} />
      )}
      {view === 'paste' && <PasteMarkdown onText={(text) => void begin(text)} onBack={onBack} />}
      {problem !== '' && <p role="alert">{problem}</p>}
    </section>
  );
}

interface ChipProps {
  readonly onClick: () => void;
  /** When it comes: what had the focus has gone, and the next key must not go nowhere. */
  readonly takesFocus?: boolean;
  readonly children: string;
}

function Chip({ onClick, takesFocus = false, children }: ChipProps): ReactElement {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  return (
    <button ref={button} type="button" className="mh-start__chip" onClick={onClick}>
      {children}
    </button>
  );
}

function Templates({ onChoose, onBack }: { onChoose: (template: Template) => void; onBack: () => void }): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own
    <div role="group" aria-label="Templates" className="mh-start__chips" onKeyDown={onEscape(onBack)}>
      {templates.map((template, index) => (
        <Chip key={template.id} onClick={() => onChoose(template)} takesFocus={index === 0}>
          {template.name}
        </Chip>
      ))}
      <Chip onClick={onBack}>Back</Chip>
    </div>
  );
}

function PasteMarkdown({ onText, onBack }: { onText: (text: string) => void; onBack: () => void }): ReactElement {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="mh-start__paste"
      onSubmit={(event) => {
        event.preventDefault();
        onText(text);
      }}
    >
      <textarea
        ref={field}
        aria-label="Markdown"
        placeholder="# Heading&#10;&#10;Some **bold** words"
        rows={8}
        maxLength={maxImportLength}
        value={text}
        // Words that were put there are left by Cancel alone.
        onKeyDown={text === '' ? onEscape(onBack) : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="mh-start__chips">
        <button type="submit" className="mh-button mh-button--primary" disabled={text.trim() === ''}>
          Insert
        </button>
        <button type="button" className="mh-button" onClick={onBack}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function onEscape(leave: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    // The page around it has uses of its own for the key.
    event.stopPropagation();
    leave();
  };
}
