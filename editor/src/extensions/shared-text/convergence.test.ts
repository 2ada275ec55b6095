// @vitest-environment happy-dom
import { bodyField, documentExtensions } from '@manyhands/schema';
import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { BreakOverBlocks } from '../selection/break-over-blocks.js';
import { bindingOf, SharedText } from './shared-text.js';

/** What a person may do, at a place from 0 to 1 of the document. */
const action = fc.record({
  who: fc.nat(2),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(6),
  kind: fc.constantFrom(
    'type',
    'type',
    'type',
    'delete',
    'split',
    'join',
    'bold',
    'heading',
    'list',
    'quote',
    'code',
    'break',
    'rule',
    'lift',
    'move',
    'undo',
    'redo',
    'exchange',
    'exchange',
  ),
  text: fc.constantFrom('a', 'b ', '😀', 'é', 'aa'),
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

function open(start: Y.Doc | null): { doc: Y.Doc; editor: Editor } {
  const doc = new Y.Doc();
  if (start !== null) Y.applyUpdate(doc, Y.encodeStateAsUpdate(start));
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    extensions: [...documentExtensions(), SharedText.configure({ document: doc, field: bodyField }), BreakOverBlocks],
    injectCSS: false,
  });
  return { doc, editor };
}

function press(editor: Editor, key: string): void {
  const event = new KeyboardEvent('keydown', { key, cancelable: true });
  editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
}

function act(editor: Editor, { kind, at, length, text }: Action): void {
  const { doc } = editor.state;
  const position = Math.round(at * doc.content.size);
  const selection = TextSelection.between(
    doc.resolve(position),
    doc.resolve(Math.min(position + length, doc.content.size)),
  );
  if (kind !== 'undo' && kind !== 'redo') editor.view.dispatch(editor.state.tr.setSelection(selection));
  const { commands } = editor;
  switch (kind) {
    case 'type':
      editor.view.dispatch(editor.state.tr.insertText(text));
      break;
    case 'delete':
      commands.deleteSelection();
      break;
    case 'split':
      // As the browser does it. Tiptap's own `enter` command never gets over an error in a key's handler.
      press(editor, 'Enter');
      break;
    case 'join':
      commands.joinBackward();
      break;
    case 'bold':
      commands.toggleBold();
      break;
    case 'heading':
      commands.toggleHeading({ level: 2 });
      break;
    case 'list':
      commands.toggleBulletList();
      break;
    case 'quote':
      commands.toggleBlockquote();
      break;
    case 'code':
      commands.toggleCodeBlock();
      break;
    case 'break':
      commands.setHardBreak();
      break;
    case 'rule':
      commands.setHorizontalRule();
      break;
    case 'lift':
      commands.liftListItem('listItem');
      break;
    case 'move': {
      const { tr } = editor.state;
      const index = Math.min(doc.childCount - 1, Math.floor(at * doc.childCount));
      let from = 0;
      for (let child = 0; child < index; child++) from += doc.child(child).nodeSize;
      const node = doc.child(index);
      if (doc.childCount > 1)
        editor.view.dispatch(tr.delete(from, from + node.nodeSize).insert(length % 2 ? 0 : tr.doc.content.size, node));
      break;
    }
    case 'undo':
    case 'redo':
      commands[kind]();
      break;
  }
}

/** Without marks on what is no text: the stored form has no place for them. */
function pageOf(editor: Editor): string {
  return JSON.stringify(editor.getJSON(), (_key, value) => {
    if (value?.marks === undefined || value.type === 'text') return value;
    const { marks: _marks, ...rest } = value;
    return rest;
  });
}

it('three people doing anything in any order end with the same page, which is the document’s', () => {
  fc.assert(
    fc.property(fc.array(action, { minLength: 5, maxLength: 60 }), (actions) => {
      const first = open(null);
      first.editor.commands.setContent(
        '<p>Hello world</p><ul><li><p>one</p></li><li><p>two</p></li></ul><h2>Title</h2>',
      );
      const people = [first, open(first.doc), open(first.doc)];
      const exchange = () => {
        for (const from of people) {
          for (const to of people)
            Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'remote');
        }
      };
      try {
        for (const next of actions) {
          const person = people[next.who];
          if (next.kind === 'exchange') exchange();
          else if (person !== undefined) act(person.editor, next);
          for (const { editor } of people) {
            editor.state.doc.check();
            const binding = bindingOf(editor.state);
            const { head } = editor.state.selection;
            const relative = binding?.positions.toRelative(editor.state.doc, head);
            // The translation of positions goes both ways, wherever the caret may be; the block in which an empty
            // document is written is not in the document.
            const isFiller = editor.state.doc.childCount === 1 && editor.state.doc.textContent === '';
            if (binding && relative && !isFiller) expect(binding.positions.toAbsolute(relative)).toBe(head);
          }
        }
        exchange();
        exchange();
        const pages = people.map(({ editor }) => pageOf(editor));
        const fresh = open(first.doc);
        people.push(fresh);
        pages.push(pageOf(fresh.editor));
        expect(new Set(pages).size, pages.join('\n')).toBe(1);
      } finally {
        for (const { editor } of people) editor.destroy();
        document.body.replaceChildren();
      }
    }),
    { numRuns: 30 },
  );
});
