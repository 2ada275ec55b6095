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
    { html: '<table><tr><td><table><tr><td rowspan=99999 colspan=-3>cell' },
    { text: '\u0000\u0001\u0002\u00ff\ufffe'.repeat(1000) },
  ]) {
    await paste(ada.text, data);
  }
  await ada.page.keyboard.press('ControlOrMeta+End');
  await ada.page.keyboard.type('still here');
  await expect(grace.text).toContainText('still here');
  await expect.poll(async () => (await grace.readText()) === (await ada.readText())).toBe(true);
  for (const words of ['deep div', 'deep list', 'deep quote', 'deep markdown', 'deep dashes', 'deep marks']) {
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
