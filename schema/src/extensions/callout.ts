import { mergeAttributes, Node } from '@tiptap/core';
import { oneOf } from './attribute-readers.js';
import { emptyLineIn, enterOnEmptyLine, isOnlyLine } from './container-keys.js';
import { dataAttribute } from './data-attribute.js';
import { nodeAround, unwrapBlocks, wrapBlocks } from './wrapping.js';

export const calloutKinds = ['note', 'tip', 'warning', 'caution'] as const;

export type CalloutKind = (typeof calloutKinds)[number];

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    callout: {
      /** Puts the selected blocks into a callout; inside one, changes its kind. */
      setCallout: (attrs?: { kind?: CalloutKind }) => ReturnType;
      /** Makes a callout of the selected blocks, or takes them out of the one they are in. */
      toggleCallout: (attrs?: { kind?: CalloutKind }) => ReturnType;
      unsetCallout: () => ReturnType;
    };
  }
}

const readKind = oneOf(calloutKinds, 'note');

export const calloutAttributes = { kind: readKind };

/** Names that other writers use for the same. */
const kindByName: Readonly<Record<string, CalloutKind>> = {
  info: 'note',
  important: 'note',
  hint: 'tip',
  success: 'tip',
  attention: 'warning',
  danger: 'caution',
  error: 'caution',
};

/** The kind that a word such as `NOTE` of `[!NOTE]` stands for, or `undefined`. */
export function calloutKindOf(name: string): CalloutKind | undefined {
  const lower = name.toLowerCase();
  const known = calloutKinds.find((kind) => kind === lower);
  return known ?? (Object.hasOwn(kindByName, lower) ? kindByName[lower] : undefined);
}

/** A box that stands out from the text: a note, a tip, a warning. */
export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block+',
  defining: true,

  addAttributes() {
    return {
      kind: {
        ...dataAttribute('kind', 'data-kind', readKind),
        parseHTML: (element) => kindOfElement(element),
      },
    };
  },

  parseHTML() {
    return [
      { tag: 'aside' },
      { tag: 'div[data-type="callout"]' },
      // GitHub's rendered alerts, and the admonitions of MkDocs and Sphinx. Their title only repeats the kind.
      { tag: 'div.markdown-alert' },
      { tag: 'div.admonition' },
      { tag: '.markdown-alert-title', ignore: true, priority: 60 },
      { tag: '.admonition > .admonition-title', ignore: true, priority: 60 },
    ];
  },

  renderHTML({ HTMLAttributes }) {
    return ['aside', mergeAttributes({ class: 'mh-callout', 'data-type': 'callout' }, HTMLAttributes), 0];
  },

  addCommands() {
    return {
      setCallout:
        ({ kind = 'note' } = {}) =>
        (props) =>
          nodeAround(this.type, props.tr.selection) === undefined
            ? wrapBlocks(this.type, { kind }, props)
            : props.commands.updateAttributes(this.name, { kind }),
      toggleCallout:
        ({ kind } = {}) =>
        ({ editor, commands }) => {
          const isActive = editor.isActive(this.name, kind === undefined ? {} : { kind });
          return isActive ? commands.unsetCallout() : commands.setCallout(kind === undefined ? {} : { kind });
        },
      unsetCallout: () => (props) => unwrapBlocks(this.type, props),
    };
  },

  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const $line = emptyLineIn(editor, this.name);
        if ($line === undefined) return false;
        return isOnlyLine($line) ? editor.commands.unsetCallout() : enterOnEmptyLine(editor, $line, -1);
      },
      Backspace: ({ editor }) => {
        const $line = emptyLineIn(editor, this.name);
        return $line !== undefined && isOnlyLine($line) && editor.commands.unsetCallout();
      },
    };
  },
});

function kindOfElement(element: HTMLElement): CalloutKind {
  const own = element.getAttribute('data-kind') ?? element.getAttribute('data-callout-type');
  if (own !== null) return calloutKindOf(own) ?? 'note';
  for (const name of Array.from(element.classList)) {
    const kind = calloutKindOf(name.replace(/^markdown-alert-/, ''));
    if (kind !== undefined) return kind;
  }
  return 'note';
}
