import { colourOf } from '@manyhands/protocol';
import { mentionAttributes, mentionHref, mentionText, readAttributes } from '@manyhands/schema';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { NodeView, NodeViewConstructor } from '@tiptap/pm/view';
import type { DocumentHandle } from '../../client/document-handle.js';
import type { DocumentSearch } from '../../client/document-search.js';

/** Mentions as they are shown: people in the colour of their carets, documents as links with the title of today. */
export function mentionView(handle: DocumentHandle, search?: DocumentSearch): NodeViewConstructor {
  const titleOf = (id: string) => search?.titleOf?.(id);
  return (node) => new MentionView(node, handle, titleOf);
}

/** What a click on one does. */
export function mentionLinks(): Plugin {
  return new Plugin({
    props: { handleClickOn: (_view, _position, node, _at, event) => node.type.name === 'mention' && follow(event) },
  });
}

class MentionView implements NodeView {
  readonly dom: HTMLElement;

  constructor(node: Node, handle: DocumentHandle, titleOf: (id: string) => string | undefined) {
    const mention = readAttributes(mentionAttributes, node.attrs);
    const href = mentionHref(mention);
    this.dom = document.createElement(href === null ? 'span' : 'a');
    this.dom.className = 'mh-mention';
    this.dom.dataset['kind'] = mention.kind;
    this.dom.contentEditable = 'false';
    if (href !== null) this.dom.setAttribute('href', href);
    const title = mention.kind === 'document' && mention.id !== null ? titleOf(mention.id) : undefined;
    this.dom.textContent = mentionText(title === undefined ? mention : { ...mention, label: title });
    if (mention.kind !== 'person' || mention.id === null) return;
    const present = handle.people.getSnapshot().find(({ id }) => id === mention.id);
    this.dom.style.setProperty('--mh-person', present?.color ?? colourOf(mention.id));
  }

  ignoreMutation(): boolean {
    return true;
  }
}

/** In a text that can be edited browsers do not follow links. */
function follow(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.mh-mention[href]') : null;
  if (link === null || event.button !== 0) return false;
  if (event.ctrlKey || event.metaKey) window.open(link.href, '_blank', 'noopener');
  else location.assign(link.href);
  event.preventDefault();
  return true;
}
