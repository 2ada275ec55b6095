import { card, code, columns, createDocument, paragraph } from '../fixtures/create-document.js';
import { expectStored } from '../fixtures/stored-document.js';
import { expect, test } from '../fixtures/test.js';
import { EditorMenus } from '../pages/editor-menus.js';
import { RichBlocks } from '../pages/rich-blocks.js';

test('columns are added, taken away and evened out from the palette, and no word is lost', async ({
  arrive,
  server,
  id,
}) => {
  const { type, content = [] } = columns('First', 'Second');
  const [first = paragraph(), second = paragraph()] = content;
  const uneven = [
    { ...first, attrs: { width: 0.7 } },
    { ...second, attrs: { width: 0.3 } },
  ];
  await createDocument(server.url, id, [{ type, content: uneven }, paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  const column = (text = '') => ({ type: 'column', content: [paragraph(text)] });
  await ada.placeCaret('First');
  await menus.runFromPalette('Even column widths');
  await expectStored(server.url, id, { type, content: [column('First'), column('Second')] });
  await expect
    .poll(() => ada.text.locator('.mh-column').evaluateAll((all) => new Set(all.map((one) => one.clientWidth)).size))
    .toBe(1);
  await menus.runFromPalette('Add a column');
  await ada.page.keyboard.type('Between');
  await expectStored(server.url, id, { type, content: [column('First'), column('Between'), column('Second')] });
  await menus.runFromPalette('Remove the column');
  await ada.page.keyboard.type('!');
  await expectStored(server.url, id, {
    type,
    content: [{ type: 'column', content: [paragraph('First'), paragraph('Between!')] }, column('Second')],
  });
  await menus.runFromPalette('Columns below each other');
  await ada.expectText('First\nBetween!\nSecond\nafter');
});

test('the language of code is chosen by F2 and from the palette', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [code(null, 'words'), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  const field = ada.page.getByRole('combobox', { name: 'Find a language' });
  await ada.placeCaret('words');
  await ada.page.keyboard.press('F2');
  await expect(field).toBeFocused();
  await ada.page.keyboard.type('python');
  await ada.page.keyboard.press('Enter');
  await expectStored(server.url, id, { type: 'codeBlock', attrs: { language: 'python' } });
  await menus.runFromPalette('Language of the code');
  await expect(field).toBeFocused();
  await ada.page.keyboard.type('rust');
  await ada.page.keyboard.press('Enter');
  await expectStored(server.url, id, { type: 'codeBlock', attrs: { language: 'rust' } });
  await expect(ada.text).toBeFocused();
});

test('a card gets another address by F2 and from the palette, and keeps what it has without one', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [card('https://example.org/a', 'Old'), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  const address = ada.page.getByRole('textbox', { name: 'Address' });
  await ada.placeCaret('after');
  await ada.press('Home');
  await ada.press('ArrowUp');
  await ada.page.keyboard.press('F2');
  await expect(ada.page.getByRole('textbox', { name: 'Title' }).last()).toBeFocused();
  await address.fill('javascript:alert(1)');
  await address.press('Enter');
  await expect(ada.page.getByText('This cannot be a link.')).toBeVisible();
  await address.fill('example.org/b');
  await address.press('Enter');
  await expectStored(server.url, id, { type: 'linkCard', attrs: { href: 'https://example.org/b', title: 'Old' } });
  await menus.runFromPalette('Edit the link card');
  await address.fill('https://example.org/c');
  await address.press('Escape');
  await expect(address).toHaveCount(0);
  await expect(ada.text.getByRole('link', { name: /Old/ })).toHaveAttribute('href', 'https://example.org/b');
});

test('a card that gets no address goes away again', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.empty();
  await menus.typeIntoSlash('Link card');
  const address = ada.page.getByRole('textbox', { name: 'Address' });
  await expect(address).toBeFocused();
  await address.press('Escape');
  await expect(ada.text.locator('.mh-card')).toHaveCount(0);
  await ada.page.keyboard.type('goes on');
  await ada.expectText('goes on');
});

test('the menu of a table is opened from the palette, about the cell with the caret', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('| a | b |\nwords');
  await menus.runFromPalette('Table menu');
  await ada.page.getByRole('menuitem', { name: 'Insert row above' }).click();
  await expect(ada.text.getByRole('row')).toHaveCount(3);
  await expect(new RichBlocks(ada).text.getByRole('row').last()).toContainText('words');
});

test('the list of shortcuts has the keys of blocks', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.text.press('ControlOrMeta+/');
  for (const name of ['Language of the code', 'Edit the link card', 'Table menu'])
    await expect(menus.shortcuts.getByText(name)).toBeAttached();
});

test('an arrow key leads out of a selection of everything, whatever the text begins and ends with', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  await ada.page.keyboard.type('$$a$$');
  await expect(ada.text.locator('.katex')).toBeVisible();
  await ada.page.keyboard.type('words');
  for (const [key, text] of [
    ['ArrowRight', 'words>'],
    ['ArrowLeft', '<words>'],
    ['ArrowDown', '<words>>'],
    ['ArrowUp', '<<words>>'],
  ] as const) {
    await ada.page.keyboard.press('ControlOrMeta+a');
    await ada.page.keyboard.press(key);
    await ada.page.keyboard.type(/Right|Down/.test(key) ? '>' : '<');
    await expect(ada.text.locator('p').last()).toHaveText(text);
    await expect(ada.text.locator('.katex annotation')).toHaveText('a');
  }
});

test('what is typed while a block is selected comes behind it and never takes its place', async ({
  arrive,
  server,
  id,
}) => {
  const blocks = [paragraph('above'), { type: 'tableOfContents' }, code('mermaid', 'graph TD;A-->B'), paragraph()];
  await createDocument(server.url, id, blocks);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const selected = ada.text.locator('.ProseMirror-selectednode');
  await expect(new RichBlocks(ada).diagram.locator('svg')).toBeVisible({ timeout: 20_000 });
  await ada.placeCaret('above');
  await ada.press('ArrowDown');
  await expect(selected).toHaveClass(/mh-contents/);
  await ada.page.keyboard.type('# contents');
  await expect(ada.text.locator('h1')).toHaveText('contents');
  await ada.press('ArrowDown');
  await expect(selected).toHaveClass(/mh-code/);
  await ada.page.keyboard.type('diagram');
  await expect(ada.text.locator(':scope > p')).toHaveText(['above', 'diagram']);
  await expect(ada.text.locator('.mh-contents')).toHaveCount(1);
  await expect(ada.text.locator('.mh-code')).toHaveCount(1);
});

test('Backspace behind a formula and Delete before one select it first', async ({ arrive, server, id }) => {
  const formula = { type: 'blockMath', attrs: { latex: 'a' } };
  await createDocument(server.url, id, [paragraph('above'), formula, paragraph('below')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const drawn = ada.text.locator('.katex');
  await expect(drawn).toBeVisible();
  await ada.placeCaret('below');
  await ada.press('Home');
  await ada.press('Backspace');
  await expect(drawn).toHaveCount(1);
  await expect(ada.text.locator('.ProseMirror-selectednode')).toHaveCount(1);
  await ada.placeCaret('above');
  await ada.press('Delete');
  await expect(drawn).toHaveCount(1);
  await expect(ada.text.locator('.ProseMirror-selectednode')).toHaveCount(1);
  await ada.press('Delete');
  await expect(drawn).toHaveCount(0);
  await expect(ada.text.locator(':scope > p')).toHaveText(['above', 'below']);
});

test('Enter over a selection from a list into a heading takes it out and breaks the line', async ({
  arrive,
  server,
  id,
}) => {
  const list = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('first item')] }] };
  const title = { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'A heading' }] };
  await createDocument(server.url, id, [list, title, paragraph('below')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.placeCaret('first');
  await ada.press('Shift+ArrowDown');
  await ada.press('Shift+End');
  await ada.press('Enter');
  await ada.page.keyboard.type('new');
  await expect(ada.text.locator('li p')).toHaveText(['first', 'new']);
  await expect(ada.text.locator('h2')).toHaveCount(0);
  await ada.undoUntil((timeout) => expect(ada.text.locator('h2')).toHaveText('A heading', timeout));
});
