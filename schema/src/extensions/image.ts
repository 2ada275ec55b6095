import { type Editor, mergeAttributes, Node } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { type AttributesOf, checkedText, lineOfText, oneOf, readAttributes, wholeNumber } from './attribute-readers.js';
import { dataAttribute } from './data-attribute.js';
import { insertBlock } from './insert-block.js';
import { isSafeSource, sourceOf } from './safe-source.js';
import { readUploadId } from './upload-id.js';

export const imageAlignments = ['left', 'center', 'right'] as const;

/** Pixels. */
const maxImageSide = 10_000;

export const imageAttributes = {
  src: checkedText(isSafeSource),
  alt: lineOfText(1000),
  /** As shown, in pixels; `null` is as wide as the picture, at most the column. */
  width: wholeNumber({ min: 16, max: maxImageSide }),
  /** Of the picture itself, in pixels, so that a page can keep room for it before it is loaded. */
  height: wholeNumber({ min: 1, max: maxImageSide }),
  align: oneOf(imageAlignments, null),
  uploadId: readUploadId,
};

export type ImageAttributes = AttributesOf<typeof imageAttributes>;

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    image: {
      /** Inserts a picture. Without a `src` it waits for its upload. */
      setImage: (attrs: Partial<ImageAttributes> & { caption?: string }) => ReturnType;
    };
  }
}

/** A picture. The text inside is its caption. */
export const Image = Node.create({
  name: 'image',
  group: 'block',
  content: 'text*',
  marks: '',
  defining: true,
  isolating: true,
  draggable: true,

  addAttributes() {
    return {
      src: {
        default: null,
        parseHTML: (element) => sourceOf(pictureIn(element)?.getAttribute('src')),
        rendered: false,
      },
      alt: {
        default: '',
        parseHTML: (element) => imageAttributes.alt(pictureIn(element)?.getAttribute('alt')),
        rendered: false,
      },
      width: { default: null, parseHTML: (element) => widthOf(element), rendered: false },
      height: {
        default: null,
        parseHTML: (element) => imageAttributes.height(pictureIn(element)?.getAttribute('data-height')),
        rendered: false,
      },
      align: dataAttribute('align', 'data-align', imageAttributes.align),
      uploadId: dataAttribute('uploadId', 'data-upload-id', imageAttributes.uploadId),
    };
  },

  parseHTML() {
    return [
      {
        tag: 'figure',
        getAttrs: (figure) => (isPictureFigure(figure) ? null : false),
        contentElement: (figure) => captionIn(figure as HTMLElement),
      },
      { tag: 'img[src]', getAttrs: (img) => (isShown(img) ? null : false) },
    ];
  },

  renderHTML({ node, HTMLAttributes }) {
    const { src, alt, width, height } = readAttributes(imageAttributes, node.attrs);
    return [
      'figure',
      mergeAttributes({ class: 'mh-image', 'data-type': 'image' }, HTMLAttributes),
      ['img', { src, alt, width, 'data-height': height }],
      ['figcaption', 0],
    ];
  },

  addCommands() {
    return {
      setImage:
        ({ caption, ...attrs }) =>
        (props) => {
          const text = lineOfText(1000)(caption);
          const content = text === '' ? [] : [{ type: 'text', text }];
          return insertBlock({ type: this.name, attrs: readAttributes(imageAttributes, attrs), content }, props);
        },
    };
  },

  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => leaveCaption(editor, this.name),
      Backspace: ({ editor }) => selectFromCaption(editor, this.name),
      Delete: ({ editor }) => isAtCaptionEnd(editor, this.name),
    };
  },
});

/** Enter would make a second picture of the rest of the caption. */
function leaveCaption(editor: Editor, name: string): boolean {
  return editor.commands.command(({ state, tr, dispatch }) => {
    const { $to } = tr.selection;
    const paragraph = state.schema.nodes['paragraph'];
    if ($to.parent.type.name !== name || !paragraph) return false;
    const after = $to.after();
    const index = $to.indexAfter(-1);
    if (!$to.node(-1).canReplaceWith(index, index, paragraph)) return false;
    if (!dispatch) return true;
    tr.insert(after, paragraph.create());
    tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView();
    return true;
  });
}

/** At the start of the caption: the picture is selected first, so that nobody deletes it by one key too many. */
function selectFromCaption(editor: Editor, name: string): boolean {
  return editor.commands.command(({ tr, dispatch }) => {
    const { $from, empty } = tr.selection;
    if (!empty || $from.parent.type.name !== name || $from.parentOffset > 0) return false;
    if (dispatch) tr.setSelection(NodeSelection.create(tr.doc, $from.before()));
    return true;
  });
}

/** Nothing is pulled into a caption. */
function isAtCaptionEnd(editor: Editor, name: string): boolean {
  const { $from, empty } = editor.state.selection;
  return empty && $from.parent.type.name === name && $from.parentOffset === $from.parent.content.size;
}

function pictureIn(element: HTMLElement): Element | null {
  return element.nodeName === 'IMG' ? element : element.querySelector('img');
}

/** A figure may as well hold a table, several pictures or more words: those are read as what they are. */
function isPictureFigure(figure: HTMLElement): boolean {
  const [img, ...others] = Array.from(figure.querySelectorAll('img'));
  if (img === undefined || others.length > 0 || figure.querySelector('table, pre, blockquote, figure') !== null)
    return false;
  if (wordsOf(figure) !== wordsOf(captionIn(figure))) return false;
  return figure.getAttribute('data-type') === 'image' || isSafeSource(img.getAttribute('src'));
}

/** What is neither safe nor visible, such as a newsletter's counting pixel, is left out. */
function isShown(img: HTMLElement): boolean {
  const sides = ['width', 'height'].map((side) => Number.parseFloat(img.getAttribute(side) ?? ''));
  return isSafeSource(img.getAttribute('src')) && !sides.some((side) => side <= 2);
}

function widthOf(element: HTMLElement): number | null {
  const img = pictureIn(element) as HTMLElement | null;
  return imageAttributes.width(img?.getAttribute('width') ?? img?.style.width);
}

function wordsOf(element: HTMLElement): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** An empty element where there is none: the figure itself would give alternative texts as well. */
function captionIn(figure: HTMLElement): HTMLElement {
  return figure.querySelector('figcaption') ?? figure.ownerDocument.createElement('figcaption');
}
