export { documentSchema } from './document-schema.js';
export { readAttributes } from './extensions/attribute-readers.js';
export { type BlockType, blockIdAttributes, blockTypes } from './extensions/block-id.js';
export { type CalloutKind, calloutAttributes, calloutKindOf, calloutKinds } from './extensions/callout.js';
export { columnAttributes } from './extensions/columns.js';
export { documentExtensions, maxHeadingLevel } from './extensions/document-extensions.js';
export { type FileAttributes, fileAttributes } from './extensions/file.js';
export { formatFileSize } from './extensions/file-size.js';
export { highlightAttributes } from './extensions/highlight.js';
export { type ImageAttributes, imageAlignments, imageAttributes } from './extensions/image.js';
export { insertBlock } from './extensions/insert-block.js';
export { knownAttributes } from './extensions/known-attributes.js';
export { type LinkCardAttributes, linkCardAttributes } from './extensions/link-card.js';
export { mathAttributes } from './extensions/math.js';
export {
  type MentionAttributes,
  mentionAttributes,
  mentionHref,
  mentionKinds,
  mentionText,
} from './extensions/mention.js';
export { isPaletteColor, type PaletteColor, paletteColors, readPaletteColor } from './extensions/palette.js';
export { PortableStyles } from './extensions/portable-styles.js';
export { isRemoteTransaction } from './extensions/remote-transaction.js';
export { isSafeHref } from './extensions/safe-href.js';
export { filesPath, isOwnFile, isSafeSource, maxInlineSourceLength } from './extensions/safe-source.js';
export { tableCellAttributes } from './extensions/table.js';
export { textAlignAttributes, textAlignments } from './extensions/text-align.js';
export { textColorAttributes } from './extensions/text-color.js';
export { titleExtensions } from './extensions/title-extensions.js';
export { bodyField, metaField, titleField } from './fields.js';
export { schemaVersion } from './schema-version.js';
