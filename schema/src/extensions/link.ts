import { Mark, mergeAttributes } from '@tiptap/core';
import { checkedText, lineOfText } from './attribute-readers.js';
import { isSafeHref } from './safe-href.js';

const readTitle = lineOfText(1000);

export const linkAttributes = {
  href: checkedText(isSafeHref),
  title: (title: unknown) => readTitle(title) || null,
};

/** How every link is written out, whatever is stored. */
const fixed = { target: '_blank', rel: 'noopener noreferrer nofollow' };

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    link: {
      /** Makes a link of the selection. Nothing happens for an address that could run code. */
      setLink: (attrs: { href: string; title?: string | null }) => ReturnType;
      /** Makes a link of the selection, or takes it away, also around a caret. */
      toggleLink: (attrs: { href: string; title?: string | null }) => ReturnType;
      unsetLink: () => ReturnType;
    };
  }
}

/**
 * A link, with the attributes of Tiptap's own, so that stock clients write the same. Its other behaviour is the editor's:
 * Tiptap's extension brings a recogniser of addresses of 20 kB, and would make links of what others type.
 *
 * What is stored beside address and title is kept but not written out: a `target` or a `class` from somebody else's
 * client has no business on a reader's page.
 */
export const Link = Mark.create({
  name: 'link',
  priority: 1000,
  keepOnSplit: false,
  // What is typed behind a link is not a part of it.
  inclusive: false,
  exitable: true,

  addAttributes() {
    const hidden = { rendered: false, parseHTML: () => null };
    return {
      href: {
        default: null,
        parseHTML: (element) => linkAttributes.href(element.getAttribute('href')),
        renderHTML: (attrs) => ({ href: linkAttributes.href(attrs['href']) ?? '' }),
      },
      target: { default: fixed.target, ...hidden },
      rel: { default: fixed.rel, ...hidden },
      class: { default: null, ...hidden },
      title: {
        default: null,
        parseHTML: (element) => linkAttributes.title(element.getAttribute('title')),
        renderHTML: (attrs) => ({ title: linkAttributes.title(attrs['title']) }),
      },
    };
  },

  parseHTML() {
    return [{ tag: 'a[href]', getAttrs: (element) => (isSafeHref(element.getAttribute('href') ?? '') ? null : false) }];
  },

  renderHTML({ HTMLAttributes }) {
    return ['a', mergeAttributes(fixed, HTMLAttributes), 0];
  },

  addCommands() {
    return {
      setLink:
        (attrs) =>
        ({ commands }) =>
          isSafeHref(attrs.href) && commands.setMark(this.name, attrs),
      toggleLink:
        (attrs) =>
        ({ commands }) =>
          isSafeHref(attrs.href) && commands.toggleMark(this.name, attrs, { extendEmptyMarkRange: true }),
      unsetLink:
        () =>
        ({ commands }) =>
          commands.unsetMark(this.name, { extendEmptyMarkRange: true }),
    };
  },
});
