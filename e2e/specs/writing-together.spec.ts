import { expect, test } from '../fixtures/test.js';

test('two people type at the same time and see each other’s text, caret and name', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.write('Ada’s line: \nGrace’s line: ');
  await expect(grace.text).toContainText('Grace’s line:');

  await ada.paragraph('Ada’s line').click();
  await ada.page.keyboard.press('End');
  await grace.paragraph('Grace’s line').click();
  await grace.page.keyboard.press('End');
  await Promise.all([ada.writeOn('the engine weaves patterns'), grace.writeOn('the compiler came later')]);

  const text = 'Ada’s line: the engine weaves patterns\nGrace’s line: the compiler came later';
  await ada.expectText(text);
  await grace.expectText(text);
  await expect(ada.caretOf('Grace')).toHaveCount(1);
  await expect(ada.paragraph('Grace’s line').locator('.mh-caret')).toHaveCount(1);
  await expect(grace.paragraph('Ada’s line').locator('.mh-caret')).toHaveCount(1);
  await expect(ada.people.getByRole('listitem')).toHaveCount(2);
  await expect(ada.avatarOf('Grace')).toBeVisible();
});

test('a name stands beside a caret that moves, becomes a small tab, and comes back under the pointer', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await grace.write('Some words');
  const label = ada.labelOf('Grace');
  const width = async () => (await label.boundingBox())?.width ?? 0;
  await expect.poll(width).toBeGreaterThan(30);
  await expect.poll(width).toBeLessThan(10);
  // Names let the pointer through to the text.
  await label.hover({ force: true });
  await expect.poll(width).toBeGreaterThan(30);
});

test('a caret and its name take no room: the text beside them does not move', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.write('Words that must stay where they are');
  await expect(grace.text).toContainText('Words that must stay');
  const size = () =>
    ada.paragraph('Words').evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const { width, height } = range.getBoundingClientRect();
      return { width: Math.round(width), height: Math.round(height), lines: element.getBoundingClientRect().height };
    });
  const before = await size();
  await grace.text.click();
  await grace.page.keyboard.press('Home');
  for (let step = 0; step < 5; step++) await grace.page.keyboard.press('ArrowRight');
  await expect(ada.caretOf('Grace')).toHaveCount(1);
  expect((await size()).lines).toBe(before.lines);
  // The label may reach over the end of the range; the words themselves must not.
  await ada.expectText('Words that must stay where they are');
});

test('undo takes back one’s own words, never somebody else’s', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.write('Ada wrote this\n');
  await grace.expectText('Ada wrote this\n');
  await grace.write('Grace wrote that');
  await ada.expectText('Ada wrote this\nGrace wrote that');

  await ada.undo();
  await expect.poll(() => grace.readText()).not.toContain('Ada wrote this');
  expect(await grace.readText()).toContain('Grace wrote that');
  await ada.redo();
  await grace.expectText('Ada wrote this\nGrace wrote that');
  await grace.undo();
  await ada.expectText('Ada wrote this\n');
});

test('the title is written together, and Enter leads from it into the text', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.title.click();
  await ada.page.keyboard.type('Notes on the engine');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.type('First words');
  await expect(grace.title).toHaveText('Notes on the engine');
  await grace.expectText('First words');
  await expect(grace.page).toHaveTitle(/Notes on the engine/);
});

test('two people who name a document at the same time lose neither name', async ({ arrive, arriveByCable, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.expectSaved();
  const { person, cable } = await arriveByCable();
  const grace = await person.open(id, { name: 'Grace' });
  await grace.expectSaved();
  cable.cut();
  await grace.expectState(/Reconnecting|Offline/);
  await ada.title.pressSequentially('Alpha');
  await grace.title.pressSequentially('Beta');
  await ada.expectSaved();
  cable.mend();
  await grace.expectSaved();
  const bothNames = ['Alpha', 'Beta'];
  for (const person of [ada, grace]) {
    await expect.poll(async () => (await person.readTitle()).sort()).toEqual(bothNames);
  }
  // And the next key does not tidy one of them away.
  await ada.title.click();
  await ada.page.keyboard.press('ControlOrMeta+End');
  await ada.page.keyboard.press('Backspace');
  await ada.expectSaved();
  await expect.poll(async () => (await grace.readTitle()).join('').length).toBe('AlphaBeta'.length - 1);
});

test('nobody has to give a name before writing, and it can be given at any time', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id);
  await ada.write('Words before a name');
  await ada.expectSaved();
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await expect(grace.avatarOf('Guest')).toBeVisible();
  await ada.page.getByRole('button', { name: 'Not now' }).click();
  await ada.people.getByRole('button', { name: /change your name/ }).click();
  await ada.giveName('Ada Lovelace');
  await expect(grace.avatarOf('Ada Lovelace')).toBeVisible();
});

test('somebody who leaves disappears from the avatars and from the text', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await grace.write('x');
  await expect(ada.caretOf('Grace')).toHaveCount(1);
  await grace.page.close();
  await expect(ada.caretOf('Grace')).toHaveCount(0);
  await expect(ada.people.getByRole('listitem')).toHaveCount(1);
});
