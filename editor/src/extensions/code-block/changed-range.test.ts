import { documentSchema } from '@manyhands/schema';
import { EditorState } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { changedRange } from './changed-range.js';

const doc = () =>
  documentSchema.nodeFromJSON({
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'abc' }] },
      { type: 'codeBlock', attrs: { language: 'js' }, content: [{ type: 'text', text: 'let a' }] },
    ],
  });

describe('changedRange', () => {
  it('covers all steps, in the new document', () => {
    const { tr } = EditorState.create({ doc: doc() });
    tr.insertText('X', 7).insertText('YY', 1);
    expect(changedRange(tr)).toEqual({ from: 1, to: 10 });
  });

  it('knows that an attribute has changed, which no mapping says', () => {
    const { tr } = EditorState.create({ doc: doc() });
    expect(changedRange(tr.setNodeAttribute(5, 'language', 'css'))).toEqual({ from: 5, to: 6 });
  });

  it('is nothing where nothing was written', () => {
    expect(changedRange(EditorState.create({ doc: doc() }).tr)).toBeNull();
  });
});
