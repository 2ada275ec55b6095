import type { Extensions } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { CodeBlock } from '@tiptap/extension-code-block';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { HorizontalRule } from '@tiptap/extension-horizontal-rule';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';

/**
 * What Tiptap's starter kit has, one by one: the kit brings a history of its own (Yjs has one per person), a recogniser
 * of addresses, and a trailing paragraph that every reader would write. What it draws for a pointer is the editor's.
 */
export const basicExtensions: Extensions = [
  // In the kit's order: of two that listen for one key, as bold and quote do for Ctrl+Shift+B, the later hears it first.
  Bold,
  Blockquote,
  BulletList,
  CodeBlock,
  HardBreak,
  Heading.configure({ levels: [1, 2, 3, 4] }),
  HorizontalRule,
  Italic,
  ListItem,
  ListKeymap,
  OrderedList,
  Paragraph,
  Strike,
  Text,
  Underline,
];
