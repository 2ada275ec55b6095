import type { Editor } from '@tiptap/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
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

/** Three quiet ways to begin, under an empty text. */
export function WaysToBegin({ handle, editor }: WaysToBeginProps): ReactElement {
  const [view, setView] = useState<'chips' | 'templates' | 'paste'>('chips');
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
  return (
    <section className="mh-start" aria-label="Ways to begin">
      {view === 'chips' && (
        <div className="mh-start__chips">
          <Chip onClick={() => setView('templates')}>Use a template</Chip>
          <Chip onClick={() => file.current?.click()}>Import a file</Chip>
          <Chip onClick={() => setView('paste')}>Paste Markdown</Chip>
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
        <Templates onChoose={(chosen) => void begin(chosen.markdown, chosen.title)} onBack={() => setView('chips')} />
      )}
      {view === 'paste' && <PasteMarkdown onText={(text) => void begin(text)} onBack={() => setView('chips')} />}
      {problem !== '' && <p role="alert">{problem}</p>}
    </section>
  );
}

function Chip({ onClick, children }: { onClick: () => void; children: string }): ReactElement {
  return (
    <button type="button" className="mh-start__chip" onClick={onClick}>
      {children}
    </button>
  );
}

function Templates({ onChoose, onBack }: { onChoose: (template: Template) => void; onBack: () => void }): ReactElement {
  return (
    <div className="mh-start__chips">
      {templates.map((template) => (
        <Chip key={template.id} onClick={() => onChoose(template)}>
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
