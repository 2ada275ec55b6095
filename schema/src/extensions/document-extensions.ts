import type { Extensions } from '@tiptap/core';
import { basicExtensions } from './basic-extensions.js';
import { BlockId } from './block-id.js';
import { Callout } from './callout.js';
import { Column, Columns } from './columns.js';
import { detailsExtensions } from './details.js';
import { DocumentNode } from './document-node.js';
import { FileBlock } from './file.js';
import { Highlight } from './highlight.js';
import { Image } from './image.js';
import { InlineCode } from './inline-code.js';
import { Link } from './link.js';
import { LinkCard } from './link-card.js';
import { BlockMath, InlineMath } from './math.js';
import { Mention } from './mention.js';
import { Subscript, Superscript } from './script-marks.js';
import { tableExtensions } from './table.js';
import { TableOfContents } from './table-of-contents.js';
import { taskListExtensions } from './task-list.js';
import { TextAlign } from './text-align.js';
import { TextColor } from './text-color.js';

/** Deepest heading. Markdown's levels 5 and 6 become this one. */
export const maxHeadingLevel = 4;

/**
 * The extensions that define the document, without React or DOM. The editor builds on these and adds behaviour; it must
 * not add nodes or marks of its own, or the server would not know them.
 */
export function documentExtensions(): Extensions {
  return [
    ...basicExtensions,
    DocumentNode,
    InlineCode,
    Link,
    Subscript,
    Superscript,
    TextColor,
    Highlight,
    ...taskListExtensions,
    ...tableExtensions,
    ...detailsExtensions,
    Callout,
    Columns,
    Column,
    Image,
    FileBlock,
    InlineMath,
    BlockMath,
    LinkCard,
    TableOfContents,
    Mention,
    TextAlign,
    BlockId,
  ];
}
