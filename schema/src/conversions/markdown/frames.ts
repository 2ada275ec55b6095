import { knownAttributes } from '../../extensions/known-attributes.js';
import { ConversionError } from '../conversion-error.js';
import type { JsonNode } from '../json-content.js';
import type { BlockPart } from './block-tags.js';
import type { BoundedLexer } from './bounded-lexer.js';
import { paragraph, readInline, readTextblocks, textOfNode } from './read-inline.js';

/** Blocks in tags in tags. Each makes at most four levels of a document. */
const maxFrames = 40;

interface Frame {
  readonly tag: 'root' | 'details' | 'table' | 'tr' | 'th' | 'td';
  readonly attrs: Readonly<Record<string, string>>;
  readonly nodes: JsonNode[];
  summary: string;
}

/** Which open tag ends where another begins, as in HTML: a cell ends the cell before it. */
const holders: Readonly<Record<string, readonly string[]>> = { tr: ['table'], th: ['tr'], td: ['tr'] };

/**
 * Puts together what stands between HTML tags around blocks: folded text and tables. The lexer gives the tags and the
 * blocks between them one after another; tags may be missing.
 */
export class Frames {
  readonly #open: Frame[] = [{ tag: 'root', attrs: {}, nodes: [], summary: '' }];
  #inSummary = false;

  constructor(
    private readonly lexer: BoundedLexer,
    private readonly outerDepth: number,
  ) {}

  get depth(): number {
    return this.#open.length - 1;
  }

  add(blocks: readonly JsonNode[]): void {
    if (blocks.length === 0) return;
    this.#inSummary = false;
    // What stands in a table but in no cell is put before it.
    this.#open.findLast(({ tag }) => tag !== 'table' && tag !== 'tr')?.nodes.push(...blocks);
  }

  take(part: BlockPart): void {
    switch (part.kind) {
      case 'text':
        if (this.#inSummary) this.#addSummary(part.text);
        else
          this.add(
            readTextblocks(this.lexer, part.text).filter(({ type, content }) => type !== 'paragraph' || content),
          );
        return;
      case 'open':
        return this.#openTag(part.tag, part.attrs);
      case 'close':
        if (part.tag === 'summary') this.#inSummary = false;
        else this.#closeTag(part.tag);
    }
  }

  end(): JsonNode[] {
    while (this.#open.length > 1) this.#close();
    return this.#open[0]?.nodes ?? [];
  }

  #addSummary(text: string): void {
    const details = this.#open.findLast(({ tag }) => tag === 'details');
    if (details !== undefined) details.summary = details.summary === '' ? text : `${details.summary} ${text}`;
  }

  #openTag(tag: string, attrs: Readonly<Record<string, string>>): void {
    if (tag === 'summary') {
      this.#inSummary = this.#open.at(-1)?.tag === 'details';
      return;
    }
    this.#inSummary = false;
    const holder = holders[tag];
    if (holder !== undefined) {
      const table = this.#open.findLastIndex((frame) => frame.tag === 'table');
      if (table === -1) return;
      while (this.#open.length > table + 1 && !holder.includes(this.#open.at(-1)?.tag ?? '')) this.#close();
      if (tag !== 'tr' && this.#open.at(-1)?.tag !== 'tr') this.#push('tr', {});
    }
    this.#push(tag as Frame['tag'], attrs);
  }

  #push(tag: Frame['tag'], attrs: Frame['attrs']): void {
    if (this.outerDepth + this.#open.length > maxFrames) {
      throw new ConversionError('too-deep', `the Markdown has tags nested more than ${maxFrames} levels deep`);
    }
    this.#open.push({ tag, attrs, nodes: [], summary: '' });
  }

  #closeTag(tag: string): void {
    const at = this.#open.findLastIndex((frame) => frame.tag === tag);
    if (at === -1) return;
    // The end of an outer cell does not end a table in it that was left open, but what is in that table.
    while (this.#open.length > at) this.#close();
  }

  #close(): void {
    const frame = this.#open.pop();
    const into = this.#open.at(-1);
    if (frame === undefined || into === undefined) return;
    const node = this.#finish(frame);
    if (node === undefined) return;
    if (node.type === 'table' || node.type === 'details') this.add([node]);
    else into.nodes.push(node);
  }

  #finish({ tag, attrs, nodes, summary }: Frame): JsonNode | undefined {
    const content = nodes.length > 0 ? nodes : [paragraph()];
    switch (tag) {
      case 'root':
        return undefined;
      case 'details':
        return {
          type: 'details',
          content: [
            { type: 'detailsSummary', content: readInline(this.lexer, summary).flatMap(asText) },
            { type: 'detailsContent', content },
          ],
        };
      case 'table':
      case 'tr':
        return nodes.length === 0 ? undefined : { type: tag === 'tr' ? 'tableRow' : 'table', content: nodes };
      case 'th':
      case 'td':
        return readCell(tag, attrs, content);
    }
  }
}

function readCell(tag: 'th' | 'td', attrs: Frame['attrs'], content: JsonNode[]): JsonNode {
  const type = tag === 'th' ? 'tableHeader' : 'tableCell';
  const { colspan, rowspan, align, 'data-color': backgroundColor } = attrs;
  const { textAlign } = knownAttributes('paragraph', { textAlign: align });
  return {
    type,
    attrs: knownAttributes(type, { colspan, rowspan, backgroundColor }),
    content: content.map((block) =>
      textAlign && block.type === 'paragraph' ? { ...block, attrs: { ...block.attrs, textAlign } } : block,
    ),
  };
}

/** A summary holds text alone. */
function asText(node: JsonNode): JsonNode[] {
  const text = textOfNode(node);
  return text === '' ? [] : [{ type: 'text', text, marks: node.marks ?? [] }];
}
