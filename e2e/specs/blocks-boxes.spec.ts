import { callout, columns, createDocument, heading, paragraph, toggle } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { RichBlocks } from '../pages/rich-blocks.js';

test('a callout changes its kind by its sign, with keys alone', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [callout('note', 'Words')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await blocks.callout('Note').getByRole('button').focus();
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByRole('menuitemradio', { name: 'Note' })).toBeFocused();
  await ada.page.keyboard.press('w');
  await ada.page.keyboard.press('Enter');
  await expect(blocks.callout('Warning')).toContainText('Words');
  await expect(ada.page.getByRole('menu')).toHaveCount(0);
  await expect(ada.text).toBeFocused();
});

test('somebody else’s words in the same callout close no menu and move no caret', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [callout('note', 'Mine'), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const blocks = new RichBlocks(ada);
  await ada.paragraph('Mine').click();
  await ada.page.keyboard.press('End');
  await blocks.callout('Note').getByRole('button').click();
  await expect(ada.page.getByRole('menu')).toBeVisible();
  await grace.paragraph('Mine').click();
  await grace.page.keyboard.press('Home');
  await grace.writeOn('Theirs, ');
  await expect(ada.paragraph('Theirs, Mine')).toBeVisible();
  await expect(ada.page.getByRole('menuitemradio', { name: 'Note' })).toBeFocused();
  await ada.page.keyboard.press('ArrowDown');
  await ada.page.keyboard.press('Enter');
  await expect(new RichBlocks(grace).callout('Tip')).toBeVisible();
  await ada.page.keyboard.type('!');
  await grace.expectText('Theirs, Mine!\nafter');
});

test('to open a toggle changes nothing in the document', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [toggle('More', paragraph('Inside')), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const blocks = new RichBlocks(ada);
  const stateOf = () => blocks.stored(server.url, id);
  const before = await stateOf();
  await expect(blocks.toggleButton('More')).toHaveAttribute('aria-expanded', 'false');
  await expect(ada.paragraph('Inside')).toBeHidden();
  await blocks.toggleButton('More').click();
  await expect(blocks.toggleButton('More')).toHaveAttribute('aria-expanded', 'true');
  await expect(ada.paragraph('Inside')).toBeVisible();
  await expect(grace.paragraph('Inside')).toBeHidden();
  await ada.expectSaved();
  expect(await stateOf()).toBe(before);
});

test('Enter leads from a summary to what is under it, and the arrows past what is closed', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [paragraph('above'), toggle('More', paragraph('Inside')), paragraph('below')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await ada.paragraph('above').click();
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.press('ArrowRight');
  await blocks.expectCaretIn('More');
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.press('ArrowRight');
  await blocks.expectCaretIn('below');
  await ada.page.keyboard.press('ArrowLeft');
  await blocks.expectCaretIn('More');
  await ada.page.keyboard.press('ArrowDown');
  await blocks.expectCaretIn('below');
  await ada.page.keyboard.press('ArrowUp');
  await blocks.expectCaretIn('More');
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.type('First');
  await expect(ada.paragraph('First')).toBeVisible();
  await expect(ada.paragraph('Inside')).toBeVisible();
  await ada.page.keyboard.press('ArrowUp');
  await ada.page.keyboard.press('ControlOrMeta+Enter');
  await expect(ada.paragraph('Inside')).toBeHidden();
});

test('somebody who writes inside a toggle that is closed here disturbs nobody', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [toggle('More', paragraph('Inside')), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const blocks = new RichBlocks(ada);
  await ada.paragraph('after').click();
  await ada.page.keyboard.press('End');
  await new RichBlocks(grace).toggleButton('More').click();
  await grace.paragraph('Inside').click();
  await grace.page.keyboard.press('End');
  await Promise.all([grace.writeOn(' theirs\nanother line'), ada.writeOn(' mine')]);
  await expect(grace.paragraph('after mine')).toBeVisible();
  await expect(blocks.toggleButton('More')).toHaveAttribute('aria-expanded', 'false');
  await blocks.expectCaretIn('after mine');
  await blocks.toggleButton('More').click();
  await expect(ada.paragraph('Inside theirs')).toBeVisible();
  await expect(ada.paragraph('another line')).toBeVisible();
  // An open one stays open under their hands too.
  await grace.writeOn(' and on');
  await expect(ada.paragraph('another line and on')).toBeVisible();
});

test('a gutter is dragged and moved with keys, and written once', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [columns('Left', 'Right'), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const width = async (page: typeof ada) => (await page.text.locator('.mh-column').first().boundingBox())?.width ?? 0;
  const equal = await width(ada);
  const gutter = ada.text.getByRole('separator', { name: 'Width of the columns' }).last();
  const box = await gutter.boundingBox();
  if (box === null) throw new Error('there is no gutter');
  await ada.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await ada.page.mouse.down();
  await ada.page.mouse.move(box.x + 120, box.y + 5, { steps: 6 });
  expect(await width(ada)).toBeGreaterThan(equal + 80);
  expect(await width(grace)).toBe(equal);
  await ada.page.mouse.up();
  await expect.poll(() => width(grace)).toBeGreaterThan(equal + 80);
  await ada.undo();
  await expect.poll(() => width(grace)).toBe(equal);
  await gutter.focus();
  await ada.page.keyboard.press('ArrowLeft');
  await expect.poll(() => width(grace)).toBeLessThan(equal);
});

test('columns are reached and left with the arrows, and an emptied one goes with Backspace', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [columns('One', 'Two', 'Three'), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await ada.paragraph('One').click();
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.press('ArrowRight');
  await blocks.expectCaretIn('Two');
  await ada.page.keyboard.press('ArrowLeft');
  await blocks.expectCaretIn('One');
  await ada.paragraph('Three').click();
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.press('ArrowRight');
  await blocks.expectCaretIn('after');
  await ada.paragraph('Three').click();
  await ada.page.keyboard.press('End');
  for (const _letter of 'Three') await ada.page.keyboard.press('Backspace');
  await ada.page.keyboard.press('Backspace');
  await expect(ada.text.locator('.mh-column')).toHaveCount(2);
  await blocks.expectCaretIn('Two');
});

test('a table of contents follows the headings, leads to them, and writes nothing', async ({ arrive, server, id }) => {
  const filler = Array.from({ length: 40 }, (_, index) => paragraph(`line ${index}`));
  await createDocument(server.url, id, [
    { type: 'tableOfContents' },
    heading(1, 'First'),
    ...filler,
    toggle('Fold', heading(2, 'Hidden')),
    heading(2, 'Last'),
  ]);
  const ada = await (await arrive({ reducedMotion: 'reduce' })).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  const links = blocks.contents.getByRole('link');
  await expect(links).toHaveText(['First', 'Hidden', 'Last']);
  const before = await blocks.stored(server.url, id);
  await links.last().click();
  await expect(ada.text.getByRole('heading', { name: 'Last' })).toBeInViewport();
  expect(await blocks.stored(server.url, id)).toBe(before);
  await blocks.expectCaretIn('Last');
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.type(' one');
  await expect(links).toHaveText(['First', 'Hidden', 'Last one']);
  await links.nth(1).click();
  await expect(ada.text.getByRole('heading', { name: 'Hidden' })).toBeVisible();
});

test('an empty table of contents says what it is for', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [{ type: 'tableOfContents' }, paragraph('words')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await expect(new RichBlocks(ada).contents).toHaveText('The headings of this document will be listed here.');
});
