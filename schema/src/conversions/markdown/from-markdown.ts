import { Node } from '@tiptap/pm/model';
import { Lexer } from 'marked';
import { documentSchema } from '../../document-schema.js';
import { ConversionError } from '../conversion-error.js';
import type { JsonNode } from '../json-content.js';
import { storedJson } from '../stored-json.js';
import { lexerOptions } from './lexer-options.js';
import { readBlocks } from './read-blocks.js';

/**
 * Reads CommonMark and GFM. Every input is a document: what has no node in the schema is kept as text, HTML is never
 * interpreted beyond tags that stand for a mark, and links that could run code are only their text.
 *
 * The time it takes grows with the square of the delimiters that one paragraph leaves open: run what strangers send
 * where it can be stopped, as the server does in its export worker.
 *
 * @returns a `doc` node that the schema allows
 * @throws {ConversionError} `too-deep`
 */
export function markdownToBody(markdown: string): JsonNode {
  try {
    const content = readBlocks(new Lexer(lexerOptions()).lex(markdown));
    const doc = { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] };
    // Through the schema: marks in order, neighbouring texts joined, defaults filled in.
    return storedJson(Node.fromJSON(documentSchema, doc));
  } catch (cause) {
    // The lexer and the readers recurse: hostile nesting exhausts the stack.
    if (cause instanceof RangeError)
      throw new ConversionError('too-deep', 'the Markdown is nested too deeply', { cause });
    throw cause;
  }
}
