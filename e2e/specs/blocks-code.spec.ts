import { code, createDocument, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { RichBlocks } from '../pages/rich-blocks.js';

test('code is coloured in its language, as it is written', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [code('typescript', 'const one = 1;'), paragraph()]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await expect(blocks.code.locator('.mh-token-keyword')).toHaveText('const');
  await expect(blocks.code.locator('.mh-token-number')).toHaveText('1');
  await blocks.code.click();
  await ada.page.keyboard.press('ControlOrMeta+End');
  await ada.page.keyboard.press('ArrowUp');
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.type(' // a comment');
  await expect(blocks.code.locator('.mh-token-comment')).toHaveText('// a comment');
  const color = (name: string) =>
    blocks.code.locator(`.mh-token-${name}`).evaluate((element) => getComputedStyle(element).color);
  expect(await color('keyword')).not.toBe(await color('comment'));
});

test('a language is found by its name or a short form, with keys alone', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [code(null, 'def f(): return None')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await expect(blocks.language).toHaveAccessibleName('Language: Plain text');
  await blocks.code.click();
  await ada.page.keyboard.press('Alt+F10');
  await expect(blocks.language).toBeFocused();
  await ada.page.keyboard.press('Enter');
  const field = ada.page.getByRole('combobox', { name: 'Find a language' });
  await expect(field).toBeFocused();
  await ada.page.keyboard.type('py');
  await expect(ada.page.getByRole('option').first()).toHaveText('Python');
  await ada.page.keyboard.press('Enter');
  await expect(blocks.language).toHaveAccessibleName('Language: Python');
  await expect(blocks.code.locator('.mh-token-keyword').first()).toHaveText('def');
  // And the caret is back in the code.
  await ada.page.keyboard.type('#');
  await expect(blocks.code).toContainText('#');
});

test('the code is copied as it is', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [code('json', '{\n  "a": 1\n}')]);
  const ada = await (await arrive({ permissions: ['clipboard-read', 'clipboard-write'] })).open(id, { name: 'Ada' });
  await ada.text.getByRole('button', { name: 'Copy code' }).click();
  await expect(ada.text.getByText('Copied')).toBeVisible();
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe('{\n  "a": 1\n}');
});

test('Tab moves lines in and Shift+Tab out, and Enter keeps the depth', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('```js\nif (a) {');
  const blocks = new RichBlocks(ada);
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.press('Tab');
  await ada.page.keyboard.type('one();');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.type('two();');
  await expect(blocks.code).toHaveText('if (a) {\n  one();\n  two();', { useInnerText: true });
  await ada.page.keyboard.press('Shift+ArrowUp');
  await ada.page.keyboard.press('Tab');
  await expect(blocks.code).toHaveText('if (a) {\n    one();\n    two();', { useInnerText: true });
  await ada.page.keyboard.press('Shift+Tab');
  await ada.page.keyboard.press('Shift+Tab');
  await expect(blocks.code).toHaveText('if (a) {\none();\ntwo();', { useInnerText: true });
});

test('three times Enter, Mod+Enter and the arrow down lead out of code', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await ada.write('```\nfirst\n\n\n');
  await ada.page.keyboard.type('out');
  await ada.expectText('first\nout');
  await blocks.code.click();
  await ada.page.keyboard.press('ControlOrMeta+Enter');
  await ada.page.keyboard.type('between');
  await ada.expectText('first\nbetween\nout');
  await blocks.code.click();
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.press('ArrowDown');
  await blocks.expectCaretIn('between');
});

test('Mod+A takes the code first and then the document', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [paragraph('before'), code('js', 'let a;'), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const selected = () => ada.page.evaluate(() => getSelection()?.toString().trim());
  await new RichBlocks(ada).code.click();
  await ada.page.keyboard.press('ControlOrMeta+a');
  expect(await selected()).toBe('let a;');
  await ada.page.keyboard.press('ControlOrMeta+a');
  expect(await selected()).toMatch(/before[\s\S]*after/);
});

test('somebody else’s edits in the same code leave the caret and the picker where they are', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [code('js', 'let here;\nlet there;')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const blocks = new RichBlocks(ada);
  await blocks.code.click();
  await ada.page.keyboard.press('ControlOrMeta+End');
  await new RichBlocks(grace).code.click();
  await grace.page.keyboard.press('ControlOrMeta+Home');
  await Promise.all([grace.writeOn('// theirs, line by line\n'), ada.writeOn(' mine();')]);
  const text = '// theirs, line by line\nlet here;\nlet there; mine();';
  await expect.poll(() => ada.readText()).toBe(text);
  await expect.poll(() => grace.readText()).toBe(text);

  await blocks.language.click();
  await expect(ada.page.getByRole('combobox', { name: 'Find a language' })).toBeFocused();
  await ada.page.keyboard.type('rus');
  await grace.writeOn('// more\n');
  await expect(blocks.code).toContainText('// more');
  await expect(ada.page.getByRole('combobox', { name: 'Find a language' })).toBeFocused();
  await ada.page.keyboard.press('Enter');
  await expect(new RichBlocks(grace).language).toHaveAccessibleName('Language: Rust');
});

test('who may only read can copy code and not change its language', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [code('go', 'package main')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await expect(blocks.language).toHaveAccessibleName('Language: Go');
  await fetch(`${server.url}/api/v1/documents/${id}`, { method: 'DELETE' });
  await expect(ada.notice).toBeVisible();
  await expect(blocks.language).toBeDisabled();
  await expect(ada.text.getByRole('button', { name: 'Copy code' })).toBeEnabled();
});
