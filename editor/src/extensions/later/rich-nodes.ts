/** Nodes that look like themselves only with the code that comes later, or have keys of their own there. */
export const richNodes = [
  'blockMath',
  'callout',
  'codeBlock',
  'column',
  'details',
  'detailsContent',
  'file',
  'image',
  'inlineMath',
  'linkCard',
  'mention',
  'table',
  'tableOfContents',
] as const;

export type RichNode = (typeof richNodes)[number];
