import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '../fixtures/test.js';
import { copy, paste } from '../pages/clipboard.js';

const corpus = new URL('../../editor/test/paste/', import.meta.url);
const fixture = (name: string) => readFileSync(new URL(`${name}.html`, corpus), 'utf8');

test('a document from Google Docs keeps its headings, marks, lists, tasks and table', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.text.click();
  await paste(ada.text, { html: fixture('google-docs'), text: 'Harvest plan' });
  for (const { text } of [ada, grace]) {
    await expect(text.locator('h1')).toHaveText('Harvest plan');
    await expect(text.locator('strong')).toHaveText('early apples');
    await expect(text.locator('ul ul li')).toHaveText(['Red', 'Green']);
    await expect(text.locator('li[data-checked="true"]')).toContainText('Wash crates');
    await expect(text.locator('table tr')).toHaveCount(2);
    await expect(text).not.toContainText('Who has the key?');
  }
});

test('lists of Word are real lists, and its comments stay behind', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  await paste(ada.text, { html: fixture('word'), text: 'Quarterly report' });
  await expect(ada.text.locator('ul ul ul li')).toHaveText('Deposit');
  await expect(ada.text.locator('ol > li')).toContainText(['Hire', 'Advertise', 'Train']);
  await expect(ada.text).not.toContainText('Is it?');
  await expect(ada.text).not.toContainText('AB1');
});

test('every document of the corpus can be pasted, undone and seen by others', async ({ arrive, id }) => {
  test.setTimeout(180_000);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  for (const file of readdirSync(corpus).filter((name) => name.endsWith('.html'))) {
    await ada.text.click();
    await paste(ada.text, { html: readFileSync(new URL(file, corpus), 'utf8'), text: 'x' });
    await expect.poll(() => ada.readText(), { message: file }).not.toBe('');
    // Both are read again each time: formulas are drawn when their code is here.
    await expect
      .poll(async () => (await grace.readText()) === (await ada.readText()), { message: file, timeout: 20_000 })
      .toBe(true);
    await ada.undo();
    await ada.expectText('');
  }
});

test('Markdown becomes blocks, and one Undo gives its text back', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  await paste(ada.text, { text: '# Plan\n\n- one\n- two\n\nSome **bold** text.' });
  await expect(ada.text.locator('h1')).toHaveText('Plan');
  await expect(ada.text.locator('li')).toHaveText(['one', 'two']);
  await ada.undo();
  await ada.expectText('# Plan\n\n- one\n- two\n\nSome **bold** text.');
  await ada.undo();
  await ada.expectText('');
});

for (const [kind, copied] of [
  ['HTML', { html: '<ul><li>x</li><li>y<ol><li>z</li></ol></li></ul>', text: 'x\ny\nz' }],
  ['Markdown', { text: '- x\n- y\n  1. z' }],
] as const) {
  test(`items of a list that is pasted into a list are items of it: ${kind}`, async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    await ada.write('1. one\ntwo words');
    await ada.placeCaret('one');
    await paste(ada.text, copied);
    const items = ada.text.getByRole('listitem');
    await expect(items).toHaveText(['one', 'x', 'yz', 'z', 'two words']);
    await ada.page.keyboard.type('Z');
    await expect(items).toHaveText(['one', 'x', 'yzZ', 'zZ', 'two words']);
    await expect(ada.text.getByRole('list')).toHaveCount(2);
    await ada.undo();
    await ada.undo();
    // The Markdown itself is what the second Undo leaves.
    if (kind === 'Markdown') await ada.undo();
    await expect(items).toHaveText(['one', 'two words']);
  });
}

test('what is pasted into a summary keeps its marks and links, on one line', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('>>> More');
  const summary = ada.text.locator('summary');
  const copied = {
    html: '<p>a <b>bold</b></p><ul><li><a href="https://a.example/">link</a></li></ul>',
    text: 'a bold link',
  };
  await paste(ada.text, copied);
  await expect(summary.getByRole('link', { name: 'link' })).toHaveAttribute('href', 'https://a.example/');
  await ada.page.keyboard.type('!');
  await expect(summary).toHaveText('Morea bold link!');
  await expect(summary.locator('strong')).toHaveText('bold');
  await ada.undo();
  await ada.undo();
  await expect(summary).toHaveText('More');
});

test('with Shift, and into code, text stays what it is', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('```\n');
  await paste(ada.text, { text: '# a\n**b**', html: '<h1>a</h1><b>b</b>' });
  await expect(ada.text.locator('pre')).toContainText('# a\n**b**');
  await ada.page.keyboard.press('ControlOrMeta+a');
  await ada.page.keyboard.press('Delete');
  await ada.page.keyboard.down('ControlOrMeta');
  await ada.page.keyboard.down('Shift');
  await ada.text.dispatchEvent('keydown', { key: 'V', code: 'KeyV', ctrlKey: true, shiftKey: true, bubbles: true });
  await paste(ada.text, { text: '# a\n- b' });
  await ada.page.keyboard.up('Shift');
  await ada.page.keyboard.up('ControlOrMeta');
  await expect(ada.text.locator('h1, li')).toHaveCount(0);
  await expect(ada.text).toContainText('# a');
});

test('an address over selected words makes them a link', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('words');
  await ada.page.keyboard.press('Shift+Home');
  await paste(ada.text, { text: 'https://a.example/x' });
  await expect(ada.text.locator('a')).toHaveText('words');
  await expect(ada.text.locator('a')).toHaveAttribute('href', 'https://a.example/x');
});

test('what is typed right after a first paste comes after it', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  await paste(ada.text, { html: '<p>pasted <b>words</b></p>', text: 'pasted words' });
  await ada.page.keyboard.type(' and typed');
  await ada.expectText('pasted words and typed');
});

test('what is typed after a pasted formula, picture or table comes behind it', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  const formula = '<span class="katex-display"><annotation encoding="application/x-tex">a</annotation></span>';
  await paste(ada.text, { html: `<p>One</p>${formula}` });
  // What is typed before a paste is there is an undo step before it.
  await expect(ada.text.locator('.katex')).toHaveCount(1);
  await ada.page.keyboard.type('two');
  await paste(ada.text, { html: '<p>Three</p><figure><img src="https://a.example/x.png" alt="x"></figure>' });
  await ada.page.keyboard.type('four');
  await expect(ada.text.locator('p')).toHaveText(['One', 'twoThree', 'four']);
  await paste(ada.text, { html: '<table><tr><td>a</td><td>b</td></tr></table>' });
  await ada.page.keyboard.type('five');
  await expect(ada.text.locator('p')).toHaveText(['One', 'twoThree', 'four', 'a', 'b', 'five']);
  await expect(ada.text.locator('.katex annotation')).toHaveText('a');
  await expect(ada.text.locator('img')).toHaveCount(1);
  await ada.undoUntil((timeout) => expect(ada.text.locator('p')).toHaveText(['One', 'two'], timeout));
});

test('one line of plain text takes on the marks it is pasted between', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('# Head');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.press('ControlOrMeta+b');
  await ada.page.keyboard.type('bold');
  await paste(ada.text, { text: ' words' });
  await expect(ada.text.locator('strong')).toHaveText('bold words');
  await ada.placeCaret('Head');
  await paste(ada.text, { text: 'ing' });
  await expect(ada.text.locator('h1')).toHaveText('Heading');
});

test('what was copied here is an undo step of its own, and a picture is not replaced by what is typed next', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  await paste(ada.text, { html: '<figure><img src="https://a.example/x.png" alt="x"></figure>' });
  await expect(ada.text.locator('img')).toHaveCount(1);
  await ada.page.keyboard.press('ControlOrMeta+a');
  const { html, text } = await copy(ada.text);
  await ada.page.keyboard.press('ArrowRight');
  await ada.page.keyboard.type('one ');
  await paste(ada.text, { html, text });
  await ada.page.keyboard.type('two');
  await expect(ada.text.locator('img')).toHaveCount(2);
  await expect(ada.text).toContainText('two');
  await ada.undoUntil((timeout) => expect(ada.text.locator('img')).toHaveCount(1, timeout));
  await expect(ada.text).toContainText('one');
});

test('code of VS Code becomes a block in its language', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  await paste(ada.text, {
    text: 'const a = 1;\nrun(a);',
    html: '<div style="font-family: monospace; white-space: pre;"><div>const a = 1;</div></div>',
    other: { 'vscode-editor-data': '{"version":1,"mode":"typescript"}' },
  });
  await expect(ada.text.locator('pre code')).toHaveText('const a = 1;\nrun(a);');
  await expect(
    ada.text
      .locator('pre code.language-typescript, pre[data-language="typescript"], [data-language="typescript"]')
      .first(),
  ).toBeVisible();
});

for (const [file, formulas] of [
  [
    'mathml',
    [
      'x = \\frac{- b \\pm \\sqrt{b^{2} - 4 a c}}{2 a}',
      '\\sin \\theta + \\operatorname{AB}',
      '\\underset{n \\rightarrow \\infty}{\\lim} \\sum_{i = 0}^{n} x_{i}',
      'E = m c^{2}',
    ],
  ],
  [
    'word-math',
    [
      'x^{2} + 3 y',
      'x = \\frac{- b \\pm \\sqrt{b^{2} - 4 a c}}{2 a}',
      '\\sum_{k = 0}^{n} \\begin{pmatrix} n \\\\ k \\end{pmatrix} \\underset{n \\rightarrow \\infty}{\\lim} \\bar{z} = ' +
        '\\begin{bmatrix} 1 & 0 \\\\ 0 & 1.5 \\end{bmatrix} \\text{ if true}',
    ],
  ],
] as const) {
  test(`formulas that are kept as MathML or as Office's are formulas here: ${file}`, async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    await ada.text.click();
    await paste(ada.text, { html: fixture(file), text: 'formulas' });
    await ada.page.keyboard.type('|');
    await expect(ada.text.locator('.katex annotation')).toHaveText([...formulas]);
    // What was typed while the code for them was on its way comes after them.
    await expect(ada.text).toContainText(/\|$/);
    await expect(ada.text.locator('img')).toHaveCount(0);
  });
}

test('junk neither breaks the document nor the people in it', async ({ arrive, id }) => {
  test.setTimeout(60_000);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.text.click();
  const deep = 10_000;
  for (const data of [
    { text: 'half \ud83d and \udc00 zero \u0000 rtl \u202e end' },
    { html: `<p>half \ud83d <b title="\udc00">x\u0000</b></p><a href="https://a.example/\ud83d">l</a>` },
    { html: `${'<div>'.repeat(deep)}deep div${'</div>'.repeat(deep)}` },
    { html: `${'<ul><li>'.repeat(deep)}deep list` },
    { html: `${'<blockquote>'.repeat(deep)}deep quote` },
    { text: `${'> '.repeat(deep)}deep markdown` },
    { text: `${'- '.repeat(deep)}deep dashes` },
    { html: `${'<b><i><u>'.repeat(3000)}deep marks` },
    {
      html: `a <!--[if gte msEquation 12]><m:oMath>${'<m:f><m:num>'.repeat(deep)}<m:r>x</m:r></m:oMath><![endif]--> office`,
    },
    { html: `a <math>${'<mrow>'.repeat(deep)}<mi>x</mi></math> mathml <math><mfrac><mi>y</mi></mfrac></math>` },
    { html: '<table><tr><td><table><tr><td rowspan=99999 colspan=-3>cell' },
    { text: '\u0000\u0001\u0002\u00ff\ufffe'.repeat(1000) },
  ]) {
    await paste(ada.text, data);
  }
  await ada.page.keyboard.press('ControlOrMeta+End');
  await ada.page.keyboard.type('still here');
  await expect(grace.text).toContainText('still here');
  await expect.poll(async () => (await grace.readText()) === (await ada.readText())).toBe(true);
  for (const words of [
    'deep div',
    'deep list',
    'deep quote',
    'deep markdown',
    'deep dashes',
    'deep marks',
    'office',
    'mathml',
  ]) {
    await expect(grace.text).toContainText(words);
  }
  expect(await ada.readText()).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
});

test('a megabyte is pasted, and writing goes on', async ({ arrive, id }) => {
  test.setTimeout(60_000);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.text.click();
  const line = 'The quick brown fox jumps over the lazy dog and goes on for a while. ';
  const html = `<p>${line.repeat(3)}</p>`.repeat(4800);
  await paste(ada.text, { html: html, text: line.repeat(14_400) });
  await ada.page.keyboard.type('the end');
  await expect(grace.text.locator('p').last()).toContainText('the end', { timeout: 30_000 });
});

test('too much is refused with a sentence', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  await ada.text.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'word '.repeat(600_000));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(ada.page.getByText('That is too much to paste at once.')).toBeVisible();
  await ada.expectText('');
});

test('a title takes one line', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.title.click();
  await paste(ada.title, { html: '<h1>Two</h1><p>lines</p>', text: 'Two\nlines' });
  expect(await ada.readTitle()).toEqual(['Two lines']);
});

test('copying gives clean HTML and Markdown, and pasting it back the same blocks', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('# Plan\n- done\nopen');
  await ada.page.keyboard.press('ControlOrMeta+a');
  await expect.poll(async () => (await copy(ada.text)).text).toContain('# Plan');
  const { html, text } = await copy(ada.text);
  expect(text).toMatch(/# Plan\n\n[-*] done\n[-*] open/);
  expect(html).toContain('<h1');
  expect(html).not.toContain('data-block-id');
  await ada.page.keyboard.press('Delete');
  await paste(ada.text, { html: html, text: text });
  await expect(ada.text.locator('h1')).toHaveText('Plan');
  await expect(ada.text.locator('li')).toHaveText(['done', 'open']);
});
