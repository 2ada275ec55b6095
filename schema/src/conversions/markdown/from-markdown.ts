import { Node } from '@tiptap/pm/model';
import { documentSchema } from '../../document-schema.js';
import { ConversionError } from '../conversion-error.js';
import type { JsonNode } from '../json-content.js';
import { storedJson } from '../stored-json.js';
import { BoundedLexer } from './bounded-lexer.js';
import { readFrontMatter } from './front-matter.js';
import { lexerOptions } from './lexer-options.js';
import { readBlocks } from './read-blocks.js';

/**
 * Reads CommonMark and GFM with formulas, callouts and the tags that `bodyToMarkdown` writes. Every input is a document:
 * what has no node in the schema is kept as text, HTML is never interpreted beyond a fixed set of tags, and links that
 * could run code are only their text. Front matter becomes a code block.
 *
 * @returns a `doc` node that the schema allows
 * @throws {ConversionError} `too-deep`
 */
export function markdownToBody(markdown: string): JsonNode {
  const { source, rest } = readFrontMatter(markdown);
  const lexer = new BoundedLexer(lexerOptions());
  try {
    const front: JsonNode[] =
      source === ''
        ? []
        : [{ type: 'codeBlock', attrs: { language: 'yaml' }, content: [{ type: 'text', text: source }] }];
    const content = [...front, ...readBlocks(lexer, lexer.blocksOf(rest))];
    const doc = { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
    // Through the schema: marks in order, neighbouring texts joined, defaults filled in.
    return storedJson(Node.fromJSON(documentSchema, doc));
  } catch (cause) {
    // The lexer's regular expressions may exhaust the stack as well.
    if (cause instanceof RangeError)
      throw new ConversionError('too-deep', 'the Markdown is nested too deeply', { cause });
    throw cause;
  }
}
