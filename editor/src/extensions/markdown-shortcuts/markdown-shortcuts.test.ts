// @vitest-environment happy-dom
import { bodyField } from '@manyhands/schema';
import { afterEach, describe, expect, it } from 'vitest';
import type { XmlElement, XmlText } from 'yjs';
import { EditorHarness } from '../../testing/editor-harness.js';
import { writingRules } from '../input-rules/writing-rules.js';

let harness: EditorHarness | null = null;

function start(content?: object): EditorHarness {
  harness = new EditorHarness([writingRules()], content);
  return harness;
}

afterEach(() => {
  harness?.close();
  harness = null;
});

const p = (text: string) => (text === '' ? 'paragraph' : `paragraph("${text}")`);

describe('Markdown shortcuts make blocks', () => {
  it.each([
    ['# a', 'doc(heading("a"))'],
    ['#### a', 'doc(heading("a"))'],
    ['##### a', `doc(${p('##### a')})`],
    ['- a', `doc(bulletList(listItem(${p('a')})))`],
    ['* a', `doc(bulletList(listItem(${p('a')})))`],
    ['+ a', `doc(bulletList(listItem(${p('a')})))`],
    ['> a', `doc(blockquote(${p('a')}))`],
    ['[ ] a', `doc(taskList(taskItem(${p('a')})))`],
    ['[x] a', `doc(taskList(taskItem(${p('a')})))`],
    ['- [ ] a', `doc(taskList(taskItem(${p('a')})))`],
    ['- a\n[ ] b', `doc(bulletList(listItem(${p('a')})), taskList(taskItem(${p('b')})))`],
    ['> [!note] a', `doc(callout(${p('a')}))`],
    ['!!! a', `doc(callout(${p('a')}))`],
    ['```ts a', 'doc(codeBlock("a"))'],
    ['```ts\na', 'doc(codeBlock("a"))'],
    ['~~~ a', 'doc(codeBlock("a"))'],
    ['---a', `doc(horizontalRule, ${p('a')})`],
    ['*** a', `doc(horizontalRule, ${p('a')})`],
    ['___\na', `doc(horizontalRule, ${p('a')})`],
    ['$$ ', 'doc(blockMath, paragraph)'],
    ['$$x$$', 'doc(blockMath, paragraph)'],
    ['>>> a', `doc(details(detailsSummary("a"), detailsContent(paragraph)))`],
    ['<details>a', `doc(details(detailsSummary("a"), detailsContent(paragraph)))`],
    ['[TOC]\na', `doc(tableOfContents, ${p('a')})`],
    ['[toc] a', `doc(tableOfContents, ${p('a')})`],
    [
      '| a | b |\nc',
      `doc(table(tableRow(tableHeader(${p('a')}), tableHeader(${p('b')})), tableRow(tableCell(${p('c')}), tableCell(paragraph))))`,
    ],
  ])('%j', (typed, expected) => {
    const { type } = start();
    type.call(harness, typed);
    expect(harness?.text.replace(/, paragraph\)$/, ')').replace(/\)\), paragraph\)$/, ')))')).toBe(
      expected.replace(/, paragraph\)$/, ')'),
    );
  });

  it('a list keeps the number it was started with, and goes on with the list before it', () => {
    start().type('7. a');
    expect(harness?.json.content?.[0]?.attrs?.['start']).toBe(7);
  });

  it('a task keeps its tick, a callout its kind, code its language', () => {
    start().type('[x] a');
    expect(harness?.editor.state.doc.nodeAt(1)?.attrs['checked']).toBe(true);
    harness?.close();
    expect(start().type('> [!warning] a').json.content?.[0]?.attrs?.['kind']).toBe('warning');
    harness?.close();
    expect(start().type('```TypeScript\n').json.content?.[0]?.attrs?.['language']).toBe('typescript');
  });
});

describe('Markdown shortcuts make marks', () => {
  it.each([
    ['**b**', 'bold("b")'],
    ['__b__', 'bold("b")'],
    ['*i*', 'italic("i")'],
    ['_i_', 'italic("i")'],
    ['~~s~~', 'strike("s")'],
    ['`c`', 'code("c")'],
    ['==h==', 'highlight("h")'],
    ['***x***', 'bold(italic("x"))'],
    ['a **b c**', '"a ", bold("b c")'],
    ['x^2^', '"x", superscript("2")'],
    ['H~2~', '"H", subscript("2")'],
    ['强**调**', '"强", bold("调")'],
    ['强*调*', '"强", italic("调")'],
    ['[t](https://a.example)', 'link("t")'],
    ['[t](example.com)', 'link("t")'],
    ['see https://a.example/x, ', '"see ", link("https://a.example/x"), ", "'],
    ['www.example.org ', 'link("www.example.org"), " "'],
    ['ada@example.org ', 'link("ada@example.org"), " "'],
    ['(https://a.example/b_(c)) ', '"(", link("https://a.example/b_(c)"), ") "'],
    ['$x^2$', 'inlineMath'],
    ['$2x$ ', 'inlineMath, " "'],
  ])('%j', (typed, expected) => {
    start().type(typed);
    expect(harness?.text).toBe(`doc(paragraph(${expected}))`);
  });

  it.each([
    'snake_case_name ',
    '2*3*4 ',
    '2**3**4 ',
    '$5 and $6 ',
    '$5 and US$',
    'a == b == c',
    '** b **',
    '~5 and ~6',
    'readme.md ',
    'node.js ',
    'a[0](b',
    '[t](javascript:alert)',
    '10:30 ',
  ])('not from %j', (typed) => {
    start()
      .type(`x${typed === '* not*' ? ' ' : ''}`)
      .type('');
    harness?.close();
    start().type(typed);
    expect(harness?.text).toBe(`doc(paragraph(${JSON.stringify(typed)}))`.replaceAll('\\\\', '\\'));
  });

  it('what is typed after a mark is plain', () => {
    start().type('**b** and');
    expect(harness?.text).toBe('doc(paragraph(bold("b"), " and"))');
  });
});

describe('a conversion', () => {
  const samples = [
    '# ',
    '- ',
    '1. ',
    '[ ] ',
    '> ',
    '**b**',
    '`c`',
    '[t](https://a.example)',
    'www.example.org ',
    '--- ',
  ];

  it.each(samples)('of %j is taken back by one Backspace', (typed) => {
    start().type(typed.trimEnd() === '---' ? '---' : typed);
    harness?.press('Backspace');
    expect(harness?.editor.state.doc.textContent).toBe(typed.trimEnd() === '---' ? '---' : typed);
    expect(harness?.editor.state.doc.firstChild?.type.name).toBe('paragraph');
    expect(harness?.editor.state.selection.from).toBe(harness!.editor.state.doc.textContent.length + 1);
  });

  it.each(samples)('of %j is taken back by one Undo', (typed) => {
    start().type(typed.trimEnd() === '---' ? '---' : typed);
    harness?.editor.commands.undo();
    expect(harness?.editor.state.doc.textContent).toBe(typed.trimEnd() === '---' ? '---' : typed);
  });

  it('is taken back by Backspace also after somebody else has written', () => {
    start().type('# ');
    harness?.remotely((doc) => {
      const fragment = doc.getXmlFragment(bodyField);
      ((fragment.get(0) as XmlElement).get(0) as XmlText | undefined)?.insert(0, 'x');
      doc.getMap('meta').set('a', 1);
    });
    harness?.press('Backspace');
    expect(harness?.editor.state.doc.textContent).toContain('# ');
  });

  it('is not taken back once the person has gone on', () => {
    start().type('**b**');
    harness?.type('c');
    harness?.press('Backspace');
    expect(harness?.text).toContain('bold("b")');
  });

  it('never happens in code', () => {
    start({ type: 'doc', content: [{ type: 'codeBlock' }] }).type('# **b** "q" -> https://a.example ');
    expect(harness?.text).toBe('doc(codeBlock("# **b** \\"q\\" -> https://a.example "))');
  });

  it('never happens because of a remote edit', () => {
    start().type('a');
    harness?.remotely((doc) => {
      const paragraph = doc.getXmlFragment(bodyField).get(0) as XmlElement;
      (paragraph.get(0) as XmlText).insert(1, ' **b** https://a.example # ');
    });
    expect(harness?.text).toBe('doc(paragraph("a **b** https://a.example # "))');
  });
});

describe('printed signs', () => {
  it.each([
    ['"a" \'b\'', '“a” ‘b’'],
    ["don't", 'don’t'],
    ['a -- b', 'a — b'],
    ['word--word', 'word—word'],
    ['1--2', '1–2'],
    ['wait...', 'wait…'],
    ['a -> b <- c <-> d => e', 'a → b ← c ↔ d ⇒ e'],
    ['1/2 cup', '½ cup'],
    ['1/2/2020 ', '1/2/2020 '],
    ['6" tall', '6" tall'],
    ['run --help', 'run --help'],
    ['(c) (r) (tm) +/- a != b', '© ® ™ ± a ≠ b'],
    ['2x3', '2×3'],
    ['0x3', '0x3'],
    ['https://a.example/--x', 'https://a.example/--x'],
  ])('%j', (typed, expected) => {
    start().type(typed);
    expect(harness?.editor.state.doc.textContent).toBe(expected);
  });
});
