import { documentSchema } from '@manyhands/schema';
import { type Node, Slice } from '@tiptap/pm/model';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import { replaceWithSlice } from './insert-pasted.js';

const { marks } = documentSchema;
const text = (words: string, ...names: string[]) =>
  documentSchema.text(
    words,
    names.flatMap((name) => marks[name]?.create() ?? []),
  );
const node = (name: string, ...content: Node[]) => documentSchema.node(name, null, content);

/** What a summary is after a paste behind `Sum`. @returns its JSON, and the text before the caret */
function pasted(...blocks: Node[]): { summary: unknown; before: string } {
  const toggle = node(
    'details',
    node('detailsSummary', text('Sum'), text('mary', 'bold')),
    node('detailsContent', node('paragraph')),
  );
  const doc = node('doc', toggle);
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, 5) });
  const tr = replaceWithSlice(state.tr, Slice.maxOpen(node('doc', ...blocks).content));
  tr.doc.check();
  const { $from } = tr.selection;
  return {
    summary: $from.parent.toJSON(),
    before: $from.parent.textBetween(0, $from.parentOffset),
  };
}

it('a line pasted into a summary keeps its marks', () => {
  const { summary, before } = pasted(node('paragraph', text('a '), text('b', 'italic')));
  const expected = node('detailsSummary', text('Suma '), text('b', 'italic'), text('mary', 'bold'));
  expect(summary).toEqual(expected.toJSON());
  expect(before).toBe('Suma b');
});

it('blocks pasted into a summary are one line', () => {
  const list = node('bulletList', node('listItem', node('paragraph', text('c', 'bold'))));
  const code = node('codeBlock', text('d\ne'));
  const lines = node('paragraph', text('a'), node('hardBreak'), text('b'));
  const { summary, before } = pasted(lines, list, code, node('horizontalRule'));
  const expected = node('detailsSummary', text('Suma b '), text('c', 'bold'), text(' d e'), text('mary', 'bold'));
  expect(summary).toEqual(expected.toJSON());
  expect(before).toBe('Suma b c d e');
});
