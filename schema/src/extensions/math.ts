import { mergeAttributes, Node } from '@tiptap/core';
import { linesOfText, readAttributes } from './attribute-readers.js';
import { dataAttribute } from './data-attribute.js';
import { insertBlock } from './insert-block.js';

export const mathAttributes = { latex: linesOfText(10_000) };

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    inlineMath: {
      /** Inserts a formula in the text. */
      setInlineMath: (attrs: { latex: string }) => ReturnType;
      /** Changes the formula at `pos`, or the selected one. */
      updateInlineMath: (attrs: { latex: string; pos?: number }) => ReturnType;
    };
    blockMath: {
      /** Inserts a formula on a line of its own. */
      setBlockMath: (attrs: { latex: string }) => ReturnType;
      /** Changes the formula at `pos`, or the selected one. */
      updateBlockMath: (attrs: { latex: string; pos?: number }) => ReturnType;
    };
  }
}

/** A formula in the text, as LaTeX. */
export const InlineMath = Node.create({
  name: 'inlineMath',
  group: 'inline',
  inline: true,
  atom: true,

  addAttributes() {
    return { latex: latexAttribute() };
  },

  parseHTML() {
    return [
      { tag: 'span[data-type="inline-math"]', priority: 60 },
      { tag: 'span.katex', priority: 60, getAttrs: (element) => (latexOf(element) === '' ? false : null) },
      { tag: 'math', priority: 60, getAttrs: (element) => (latexOf(element) === '' ? false : null) },
    ];
  },

  // The formula itself is text inside, for readers that do not draw it: mail, other editors, a page without scripts.
  renderHTML({ node, HTMLAttributes }) {
    const { latex } = readAttributes(mathAttributes, node.attrs);
    return ['span', mergeAttributes({ class: 'mh-math', 'data-type': 'inline-math' }, HTMLAttributes), `$${latex}$`];
  },

  renderText({ node }) {
    return `$${mathAttributes.latex(node.attrs['latex'])}$`;
  },

  addCommands() {
    return {
      setInlineMath:
        ({ latex }) =>
        ({ commands }) =>
          commands.insertContent({ type: this.name, attrs: { latex: mathAttributes.latex(latex) } }),
      updateInlineMath:
        ({ latex, pos }) =>
        ({ tr, dispatch }) => {
          const at = pos ?? tr.selection.from;
          if (tr.doc.nodeAt(at)?.type !== this.type) return false;
          if (dispatch) tr.setNodeAttribute(at, 'latex', mathAttributes.latex(latex));
          return true;
        },
    };
  },
});

/** A formula on a line of its own, as LaTeX. */
export const BlockMath = Node.create({
  name: 'blockMath',
  group: 'block',
  atom: true,
  draggable: true,

  addAttributes() {
    return { latex: latexAttribute() };
  },

  parseHTML() {
    return [
      { tag: 'div[data-type="block-math"]', priority: 60 },
      { tag: '.katex-display', priority: 61, getAttrs: (element) => (latexOf(element) === '' ? false : null) },
      { tag: 'math[display="block"]', priority: 61, getAttrs: (element) => (latexOf(element) === '' ? false : null) },
    ];
  },

  renderHTML({ node, HTMLAttributes }) {
    const { latex } = readAttributes(mathAttributes, node.attrs);
    return [
      'div',
      mergeAttributes({ class: 'mh-block-math', 'data-type': 'block-math' }, HTMLAttributes),
      `$$${latex}$$`,
    ];
  },

  renderText({ node }) {
    return `$$${mathAttributes.latex(node.attrs['latex'])}$$`;
  },

  addCommands() {
    return {
      setBlockMath:
        ({ latex }) =>
        (props) =>
          insertBlock({ type: this.name, attrs: { latex: mathAttributes.latex(latex) } }, props),
      updateBlockMath:
        ({ latex, pos }) =>
        ({ tr, dispatch }) => {
          const at = pos ?? tr.selection.from;
          if (tr.doc.nodeAt(at)?.type !== this.type) return false;
          if (dispatch) tr.setNodeAttribute(at, 'latex', mathAttributes.latex(latex));
          return true;
        },
    };
  },
});

function latexAttribute() {
  return {
    ...dataAttribute('latex', 'data-latex', mathAttributes.latex),
    parseHTML: (element: HTMLElement) => latexOf(element),
  };
}

/** KaTeX, MathJax and Wikipedia keep the source beside the formula they drew. */
function latexOf(element: HTMLElement): string {
  const own = element.getAttribute('data-latex');
  if (own !== null) return mathAttributes.latex(own);
  const source = element.querySelector('annotation[encoding="application/x-tex"]')?.textContent;
  return mathAttributes.latex(source).trim();
}
