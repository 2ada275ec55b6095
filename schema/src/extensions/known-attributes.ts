import {
  type AttributeReader,
  type AttributeReaders,
  checkedText,
  oneOf,
  readBoolean,
  wholeNumber,
} from './attribute-readers.js';
import { blockIdAttributes, blockTypes } from './block-id.js';
import { calloutAttributes } from './callout.js';
import { columnAttributes } from './columns.js';
import { fileAttributes } from './file.js';
import { highlightAttributes } from './highlight.js';
import { imageAttributes } from './image.js';
import { linkAttributes } from './link.js';
import { linkCardAttributes } from './link-card.js';
import { mathAttributes } from './math.js';
import { mentionAttributes } from './mention.js';
import { tableCellAttributes } from './table.js';
import { alignableTypes, textAlignAttributes } from './text-align.js';
import { textColorAttributes } from './text-color.js';

const orDefault =
  (read: AttributeReader<number | null>, fallback: number): AttributeReader<number> =>
  (value) =>
    read(value) ?? fallback;

/** Of the nodes that Tiptap's starter kit and lists define. */
const tiptapAttributes: Readonly<Record<string, AttributeReaders>> = {
  heading: { level: orDefault(wholeNumber({ min: 1, max: 4 }), 1) },
  orderedList: {
    start: orDefault(wholeNumber({ min: 0, max: 999_999_999 }), 1),
    type: oneOf(['1', 'a', 'A', 'i', 'I'], null),
  },
  // A word: it becomes part of a class, and of a fence's first line.
  codeBlock: { language: checkedText((language) => /^[^\s`]{1,64}$/.test(language)) },
  taskItem: { checked: readBoolean },
};

const ownAttributes: Readonly<Record<string, AttributeReaders>> = {
  image: imageAttributes,
  file: fileAttributes,
  callout: calloutAttributes,
  column: columnAttributes,
  inlineMath: mathAttributes,
  blockMath: mathAttributes,
  linkCard: linkCardAttributes,
  mention: mentionAttributes,
  tableCell: tableCellAttributes,
  tableHeader: tableCellAttributes,
  link: linkAttributes,
  textColor: textColorAttributes,
  highlight: highlightAttributes,
};

const blocks: ReadonlySet<string> = new Set(blockTypes);
const alignable: ReadonlySet<string> = new Set(alignableTypes);

/**
 * The attributes of a node or mark as they may be shown: what is stored is read through the type's readers, and what the
 * type does not have is left out. Attributes at their default are left out too, as Yjs stores them.
 */
export function knownAttributes(
  type: string,
  attrs: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  const readers: AttributeReaders = {
    ...(Object.hasOwn(tiptapAttributes, type) && tiptapAttributes[type]),
    ...(Object.hasOwn(ownAttributes, type) && ownAttributes[type]),
    ...(alignable.has(type) && textAlignAttributes),
    ...(blocks.has(type) && blockIdAttributes),
  };
  const known: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(readers)) {
    if (attrs?.[name] !== undefined && attrs[name] !== null) known[name] = read(attrs[name]);
  }
  return known;
}
