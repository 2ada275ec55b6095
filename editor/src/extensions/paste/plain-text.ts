import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';

/** Paragraphs of a plain text, one for each line. */
export interface PlainTextOptions {
  /** Keeps empty lines as empty paragraphs, as somebody wants it who asked for the text as it is. */
  readonly keepsEmptyLines: boolean;
}

export function plainTextSlice(schema: Schema, text: string, { keepsEmptyLines }: PlainTextOptions): Slice {
  const { paragraph } = schema.nodes;
  // A part of a line is between other words.
  const isPart = !text.includes('\n');
  const lines = text.replace(/\n+$/, '').split('\n');
  const blocks: Node[] = [];
  for (const line of lines) {
    const shown = isPart ? line : line.trimEnd();
    if (paragraph === undefined || (shown === '' && !keepsEmptyLines)) continue;
    blocks.push(paragraph.create(null, shown === '' ? null : schema.text(shown)));
  }
  return Slice.maxOpen(Fragment.from(blocks));
}

/** A text on one line, for titles and captions. */
export function oneLine(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\t/g, ' ')
    .trim();
}
