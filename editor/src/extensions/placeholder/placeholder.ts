import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export interface PlaceholderOptions {
  readonly words: string;
  /** Also for those who may only read. */
  readonly isAlwaysShown?: boolean;
}

/** Words in an empty text, drawn by styles: they are no content. */
export function placeholder({ words, isAlwaysShown = false }: PlaceholderOptions): Extension {
  return Extension.create({
    name: 'placeholder',
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin({
          props: {
            decorations: ({ doc }) => {
              const { firstChild } = doc;
              if (firstChild === null || !(isAlwaysShown || editor.isEditable) || !isEmpty(doc)) return null;
              const attributes = { class: 'is-editor-empty', 'data-placeholder': words };
              return DecorationSet.create(doc, [Decoration.node(0, firstChild.nodeSize, attributes)]);
            },
          },
        }),
      ];
    },
  });
}

/** Lines without text; two people who name a document at the same time make two of them. */
function isEmpty(doc: Node): boolean {
  return doc.children.every((line) => line.isTextblock && line.content.size === 0);
}
