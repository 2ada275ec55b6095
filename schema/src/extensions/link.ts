import type { Attributes } from '@tiptap/core';
import { Link as TiptapLink } from '@tiptap/extension-link';
import { checkedText, lineOfText } from './attribute-readers.js';
import { isSafeHref } from './safe-href.js';

const readTitle = lineOfText(1000);

export const linkAttributes = {
  href: checkedText(isSafeHref),
  title: (title: unknown) => readTitle(title) || null,
};

const fixed = { target: '_blank', rel: 'noopener noreferrer nofollow' };

/**
 * A link. What is stored beside its address and title is kept but not written out: a `target` or a `class` from somebody
 * else's client has no business on a reader's page.
 */
export const Link = TiptapLink.extend({
  addAttributes() {
    const inherited = this.parent?.() as Attributes;
    const hidden = { rendered: false, parseHTML: () => null };
    return {
      href: {
        default: null,
        parseHTML: (element) => linkAttributes.href(element.getAttribute('href')),
        renderHTML: (attrs) => ({ href: linkAttributes.href(attrs['href']) ?? '' }),
      },
      target: { ...inherited['target'], ...hidden },
      rel: { ...inherited['rel'], ...hidden },
      class: { ...inherited['class'], ...hidden },
      title: {
        default: null,
        parseHTML: (element) => linkAttributes.title(element.getAttribute('title')),
        renderHTML: (attrs) => ({ title: linkAttributes.title(attrs['title']) }),
      },
    };
  },
}).configure({
  openOnClick: false,
  // The page's decision: Tiptap's would also make links of what others type, and so write while it reads.
  autolink: false,
  linkOnPaste: false,
  defaultProtocol: 'https',
  isAllowedUri: (url) => isSafeHref(url),
  HTMLAttributes: fixed,
});
