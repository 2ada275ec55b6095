import type { Editor } from '@tiptap/core';
import { Copy, ExternalLink, Pencil, Unlink } from 'lucide-react';
import type { ReactElement } from 'react';
import { requestMenu } from '../../commands/menu-request.js';
import { shortcutLabel } from '../../commands/shortcut-keys.js';
import { copyText } from '../../extensions/code-block/copy-text.js';
import { shortAddress } from '../../extensions/links/short-address.js';
import { writeLink } from '../../extensions/links/write-link.js';
import { useEditorState } from '../use-editor-state.js';
import { moveInToolbar } from './move-in-toolbar.js';

const icon = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const;

export interface LinkToolsProps {
  readonly editor: Editor;
  readonly href: string;
  readonly onNotice: (words: string) => void;
  readonly onLeave: () => void;
}

/** The address of a link, and what can be done with it. */
export function LinkTools({ editor, href, onNotice, onLeave }: LinkToolsProps): ReactElement {
  const isEditable = useEditorState({ editor, selector: () => editor.isEditable });
  const copy = async () => {
    const isCopied = await copyText(editor.view, fullAddress(href));
    onNotice(
      isCopied
        ? 'Link copied'
        : 'The browser did not let the link be copied. Allow the clipboard for this page and try again.',
    );
  };
  const remove = () => {
    writeLink(editor, null);
    onLeave();
  };
  return (
    <div
      role="toolbar"
      aria-label="Link"
      className="mh-toolbar"
      onKeyDown={(event) => moveInToolbar(event, onLeave)}
      // The focus stays in the text.
      onMouseDown={(event) => event.preventDefault()}
    >
      <span className="mh-link-bubble__address" dir="ltr" title={href}>
        {shortAddress(href)}
      </span>
      <a
        className="mh-action"
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        aria-label="Open"
        title={`Open (${shortcutLabel('Alt-Enter')})`}
      >
        <ExternalLink {...icon} />
      </a>
      <button type="button" className="mh-action" aria-label="Copy" title="Copy" onClick={() => void copy()}>
        <Copy {...icon} />
      </button>
      {isEditable && (
        <>
          <button
            type="button"
            className="mh-action"
            aria-label="Edit"
            title={`Edit (${shortcutLabel('Mod-k')})`}
            onClick={() => requestMenu(editor, 'link')}
          >
            <Pencil {...icon} />
          </button>
          <button type="button" className="mh-action" aria-label="Remove" title="Remove" onClick={remove}>
            <Unlink {...icon} />
          </button>
        </>
      )}
    </div>
  );
}

/** A path of this server means nothing elsewhere. */
function fullAddress(href: string): string {
  return URL.canParse(href, location.href) ? new URL(href, location.href).href : href;
}
