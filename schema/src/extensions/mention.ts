import { mergeAttributes, Node } from '@tiptap/core';
import { type AttributesOf, checkedText, lineOfText, oneOf, readAttributes } from './attribute-readers.js';
import { dataAttribute } from './data-attribute.js';

export const mentionKinds = ['person', 'document'] as const;

export const mentionAttributes = {
  kind: oneOf(mentionKinds, 'person'),
  id: checkedText((id) => /^[\w.~:@-]{1,128}$/.test(id) && !/^\.+$/.test(id)),
  /** The name when it was mentioned; a page that can may show the name of today. */
  label: lineOfText(200),
};

export type MentionAttributes = AttributesOf<typeof mentionAttributes>;

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    mention: {
      /** Inserts a mention and a space, so that typing goes on. */
      setMention: (attrs: Partial<MentionAttributes>) => ReturnType;
    };
  }
}

/** A person or another document, named in the text. */
export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,

  addAttributes() {
    return {
      kind: dataAttribute('kind', 'data-kind', mentionAttributes.kind),
      id: dataAttribute('id', 'data-id', mentionAttributes.id),
      label: dataAttribute('label', 'data-label', mentionAttributes.label),
    };
  },

  parseHTML() {
    // Before the link mark, which would read a mentioned document as linked text.
    return [{ tag: '[data-type="mention"]', priority: 60 }];
  },

  renderHTML({ node, HTMLAttributes }) {
    const mention = readAttributes(mentionAttributes, node.attrs);
    const attributes = mergeAttributes({ class: 'mh-mention', 'data-type': 'mention' }, HTMLAttributes);
    const href = mentionHref(mention);
    return href === null
      ? ['span', attributes, mentionText(mention)]
      : ['a', mergeAttributes(attributes, { href }), mentionText(mention)];
  },

  renderText({ node }) {
    return mentionText(readAttributes(mentionAttributes, node.attrs));
  },

  addCommands() {
    return {
      setMention:
        (attrs) =>
        ({ commands }) =>
          commands.insertContent([
            { type: this.name, attrs: readAttributes(mentionAttributes, attrs) },
            { type: 'text', text: ' ' },
          ]),
    };
  },
});

/** The address of a mentioned document; `null` for a person. */
export function mentionHref({ kind, id }: MentionAttributes): string | null {
  return kind === 'document' && id !== null ? `/d/${encodeURIComponent(id)}` : null;
}

export function mentionText({ kind, label }: MentionAttributes): string {
  if (kind === 'document') return label === '' ? 'Untitled' : label;
  return `@${label === '' ? 'someone' : label}`;
}
