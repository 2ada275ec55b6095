import { mergeAttributes, Node } from '@tiptap/core';
import { type AttributesOf, checkedText, lineOfText, readAttributes } from './attribute-readers.js';
import { dataAttribute } from './data-attribute.js';
import { insertBlock } from './insert-block.js';
import { isSafeHref } from './safe-href.js';
import { isOwnFile } from './safe-source.js';

export const linkCardAttributes = {
  href: checkedText((href) => isSafeHref(href) && href.length <= 4096),
  title: lineOfText(300),
  description: lineOfText(1000),
  /** Of this server only: a picture from elsewhere would tell that site who reads the document. */
  image: checkedText(isOwnFile),
};

export type LinkCardAttributes = AttributesOf<typeof linkCardAttributes>;

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    linkCard: {
      /** Inserts a link as a card. */
      setLinkCard: (attrs: Partial<LinkCardAttributes> & { href: string }) => ReturnType;
    };
  }
}

/** A link on a line of its own, with what is known about the page behind it. */
export const LinkCard = Node.create({
  name: 'linkCard',
  group: 'block',
  atom: true,
  draggable: true,

  addAttributes() {
    return {
      href: {
        default: null,
        parseHTML: (element) => linkCardAttributes.href(element.querySelector('a')?.getAttribute('href')),
        rendered: false,
      },
      title: dataAttribute('title', 'data-title', linkCardAttributes.title),
      description: dataAttribute('description', 'data-description', linkCardAttributes.description),
      image: dataAttribute('image', 'data-image', linkCardAttributes.image),
    };
  },

  parseHTML() {
    return [{ tag: 'div[data-type="link-card"]', priority: 60 }];
  },

  renderHTML({ node, HTMLAttributes }) {
    const { href, title, description } = readAttributes(linkCardAttributes, node.attrs);
    const text = title || href || 'Link';
    const link = ['a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, text] as const;
    const attributes = mergeAttributes({ class: 'mh-link-card', 'data-type': 'link-card' }, HTMLAttributes);
    const head = href === null ? (['span', {}, text] as const) : link;
    return description === '' ? ['div', attributes, head] : ['div', attributes, head, ['p', {}, description]];
  },

  renderText({ node }) {
    const { href, title } = readAttributes(linkCardAttributes, node.attrs);
    return [title, href].filter(Boolean).join(' ');
  },

  addCommands() {
    return {
      setLinkCard: (attrs) => (props) => {
        const read = readAttributes(linkCardAttributes, attrs);
        return read.href !== null && insertBlock({ type: this.name, attrs: read }, props);
      },
    };
  },
});
