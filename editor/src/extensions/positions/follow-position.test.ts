// @vitest-environment happy-dom
import { bodyField } from '@manyhands/schema';
import { afterEach, expect, it } from 'vitest';
import type { XmlElement, XmlText } from 'yjs';
import { EditorHarness } from '../../testing/editor-harness.js';
import { followPosition } from './follow-position.js';

let harness: EditorHarness | null = null;
afterEach(() => harness?.close());

it('a position stays beside its letters through remote edits, which replace the whole document', () => {
  harness = new EditorHarness();
  harness.type('first\nsecond');
  let position = 12;
  const letter = () => harness!.editor.state.doc.textBetween(position, position + 1);
  const before = letter();
  harness.editor.on('transaction', ({ transaction }) => {
    position = followPosition(transaction, position, 1);
  });
  harness.remotely((doc) => {
    ((doc.getXmlFragment(bodyField).get(0) as XmlElement).get(0) as XmlText).insert(0, 'words ');
  });
  expect(position).toBe(18);
  expect(letter()).toBe(before);
  harness.remotely((doc) => {
    ((doc.getXmlFragment(bodyField).get(1) as XmlElement).get(0) as XmlText).insert(6, ' end');
  });
  expect(position).toBe(18);
});
