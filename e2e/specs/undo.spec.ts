import { createDocument, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';

test('undo takes back one’s own words only, also in a paragraph in which somebody else writes', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.write('shared ');
  await expect(grace.text).toContainText('shared');
  await grace.write('from Grace ');
  await expect(ada.text).toContainText('shared from Grace');
  await ada.write('from Ada');
  await expect(grace.text).toContainText('from Ada');
  await grace.write(' again');
  await expect(ada.text).toContainText('again');
  await ada.undo();
  await ada.expectText('shared from Grace  again');
  await grace.expectText('shared from Grace  again');
  await ada.redo();
  await grace.expectText('shared from Grace from Ada again');
});

test('what others write into one’s heading survives the undo of the heading', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.write('# ');
  await expect(grace.text.locator('h1')).toHaveCount(1);
  await grace.text.locator('h1').click();
  await grace.page.keyboard.type('words of Grace');
  await expect(ada.text.locator('h1')).toContainText('words of Grace');
  await ada.undo();
  await ada.undo();
  await expect.poll(() => ada.readText()).toContain('words of Grace');
  await expect.poll(() => grace.readText()).toContain('words of Grace');
});

test('a pause divides what one undo takes back, and the caret returns to its place', async ({ arrive, id }) => {
  const person = await arrive();
  // Before the page is loaded: Yjs takes its clock along.
  await person.context.clock.install();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.write('first');
  await ada.page.clock.fastForward(1000);
  await ada.page.keyboard.type(' second');
  await ada.undo();
  await ada.expectText('first');
  await ada.page.keyboard.type('!');
  await ada.expectText('first!');
});

test('undo works after a peer splits and after a peer deletes the paragraph', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await grace.write('one two');
  await expect(ada.text).toContainText('one two');
  await ada.write(' three');
  await expect(grace.text).toContainText('one two three');
  await grace.paragraph('one two').click();
  await grace.page.keyboard.press('Home');
  await grace.page.keyboard.press('ArrowRight');
  await grace.page.keyboard.press('ArrowRight');
  await grace.page.keyboard.press('ArrowRight');
  await grace.page.keyboard.press('Enter');
  await ada.expectText('one\n two three');
  await ada.undo();
  await expect(grace.text).toContainText('one');
  await ada.write('ok');
  await expect(grace.text).toContainText('ok');
  await grace.page.keyboard.press('ControlOrMeta+a');
  await grace.page.keyboard.press('Delete');
  await ada.expectText('');
  await ada.undo();
  await ada.write('alive');
  await expect(grace.text).toContainText('alive');
});

test('what somebody wrote in a heading stays in one piece when its maker makes it a paragraph again', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [paragraph('before'), paragraph('alpha world omega'), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await grace.placeCaret('alp');
  await grace.press('ControlOrMeta+Alt+2');
  await expect(ada.text.getByRole('heading')).toHaveText('alpha world omega');
  await ada.placeCaret('alpha wor');
  await ada.page.keyboard.type(' and the rest');
  await expect(grace.text.getByRole('heading')).toHaveText('alpha wor and the restld omega');
  await grace.undo();
  for (const { text } of [ada, grace]) {
    await expect(text.getByRole('heading')).toHaveCount(0);
    await expect(text.locator('p')).toHaveText(['before', 'alpha wor and the restld omega', 'after']);
  }
  await ada.page.keyboard.type('!');
  await expect(grace.text.locator('p').nth(1)).toHaveText('alpha wor and the rest!ld omega');
  await grace.redo();
  for (const { text } of [ada, grace]) {
    await expect(text.getByRole('heading')).toHaveText('alpha wor and the rest!ld omega');
    await expect(text.locator('p')).toHaveText(['before', 'after']);
  }
});
