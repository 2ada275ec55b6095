import { mergeAttributes, Node } from '@tiptap/core';
import { type AttributesOf, checkedText, lineOfText, readAttributes, wholeNumber } from './attribute-readers.js';
import { dataAttribute } from './data-attribute.js';
import { formatFileSize } from './file-size.js';
import { insertBlock } from './insert-block.js';
import { isSafeSource, sourceOf } from './safe-source.js';
import { readUploadId } from './upload-id.js';

export const fileAttributes = {
  src: checkedText((source) => isSafeSource(source) && !source.startsWith('data:')),
  name: lineOfText(255),
  /** Bytes. */
  size: wholeNumber({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  mime: checkedText((mime) => /^[\w.+-]{1,64}\/[\w.+-]{1,100}$/.test(mime)),
  uploadId: readUploadId,
};

export type FileAttributes = AttributesOf<typeof fileAttributes>;

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    file: {
      /** Inserts a file to download. Without a `src` it waits for its upload. */
      setFile: (attrs: Partial<FileAttributes>) => ReturnType;
    };
  }
}

/** A file to download. */
export const FileBlock = Node.create({
  name: 'file',
  group: 'block',
  atom: true,
  draggable: true,

  addAttributes() {
    return {
      src: {
        default: null,
        parseHTML: (element) => fileAttributes.src(sourceOf(element.querySelector('a')?.getAttribute('href'))),
        rendered: false,
      },
      name: dataAttribute('name', 'data-name', fileAttributes.name),
      size: dataAttribute('size', 'data-size', fileAttributes.size),
      mime: dataAttribute('mime', 'data-mime', fileAttributes.mime),
      uploadId: dataAttribute('uploadId', 'data-upload-id', fileAttributes.uploadId),
    };
  },

  parseHTML() {
    return [{ tag: 'div[data-type="file"]', priority: 60 }];
  },

  renderHTML({ node, HTMLAttributes }) {
    const { src, name, size } = readAttributes(fileAttributes, node.attrs);
    const label = name === '' ? 'File' : name;
    const text = size === null ? label : `${label} (${formatFileSize(size)})`;
    return [
      'div',
      mergeAttributes({ class: 'mh-file', 'data-type': 'file' }, HTMLAttributes),
      src === null ? ['span', {}, text] : ['a', { href: src, download: label, rel: 'noopener noreferrer' }, text],
    ];
  },

  renderText({ node }) {
    return fileAttributes.name(node.attrs['name']);
  },

  addCommands() {
    return {
      setFile: (attrs) => (props) =>
        insertBlock({ type: this.name, attrs: readAttributes(fileAttributes, attrs) }, props),
    };
  },
});
