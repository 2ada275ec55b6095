import type { Editor } from '@tiptap/core';
import { ExternalLink, Unlink } from 'lucide-react';
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactElement,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { linkAddress } from '../../extensions/link-card/link-address.js';
import { linkAtCaret } from '../../extensions/links/link-at-caret.js';
import { writeLink } from '../../extensions/links/write-link.js';
import { markPlace } from './mark-place.js';

export interface LinkFieldProps {
  readonly editor: Editor;
  /** The focus goes back to the text. */
  readonly onDone: () => void;
}

/** The address of the selected words, or of the link at the caret: Enter makes them a link to it. */
export function LinkField({ editor, onDone }: LinkFieldProps): ReactElement {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [before] = useState(() => hrefAt(editor));
  const [isRefused, setIsRefused] = useState(false);
  // At once, because the tool that was pressed has gone: for a frame the focus would be nowhere, and the bubble close.
  useLayoutEffect(() => focusField(input.current), []);
  useEffect(() => {
    // Again, because in a bubble that opens with it, nothing could have the focus yet.
    if (document.activeElement !== input.current) focusField(input.current);
    // The browser shows one selection, and it is in the field now.
    return markPlace(editor);
  }, [editor]);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const typed = input.current?.value ?? '';
    const href = linkAddress(typed);
    if (href === null && typed.trim() !== '') {
      setIsRefused(true);
      return;
    }
    write(href);
  };
  const write = (href: string | null) => {
    writeLink(editor, href);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  };
  return (
    <form className="mh-link" onSubmit={apply} onKeyDown={onKeyDown}>
      <div className="mh-link__row">
        <label className="mh-visually-hidden" htmlFor={id}>
          Address of the link
        </label>
        <input
          ref={input}
          id={id}
          className="mh-link__field"
          defaultValue={before ?? ''}
          placeholder="Paste or type an address"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={isRefused}
          aria-describedby={isRefused ? `${id}-refused` : undefined}
          onInput={() => setIsRefused(false)}
        />
        <button type="submit" className="mh-action mh-action--words">
          Apply
        </button>
        {before !== null && (
          <>
            <a
              className="mh-action"
              href={before}
              target="_blank"
              rel="noopener noreferrer"
              title="Open"
              aria-label="Open"
            >
              <ExternalLink size={18} strokeWidth={1.75} aria-hidden="true" />
            </a>
            <button type="button" className="mh-action" title="Remove" aria-label="Remove" onClick={() => write(null)}>
              <Unlink size={18} strokeWidth={1.75} aria-hidden="true" />
            </button>
          </>
        )}
      </div>
      {isRefused && (
        <p id={`${id}-refused`} className="mh-link__refused" role="alert">
          This cannot be a link. Use an address such as https://example.com.
        </p>
      )}
    </form>
  );
}

function focusField(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true });
  input?.select();
}

function hrefAt(editor: Editor): string | null {
  const href: unknown = linkAtCaret(editor.state)?.href ?? editor.getAttributes('link')['href'];
  return typeof href === 'string' && linkAddress(href) !== null ? href : null;
}
