import { expect, test } from '../fixtures/test.js';

test('emoji are offered by name, chosen with Enter, and written out in full at once', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('hi :tad');
  const list = ada.page.getByRole('listbox', { name: 'Emoji' });
  await expect(list.getByRole('option').first()).toContainText(':tada:');
  await ada.page.keyboard.press('Enter');
  await ada.expectText('hi 🎉');
  await ada.page.keyboard.type(' :smile: 10:30 ');
  await ada.expectText('hi 🎉 😄 10:30 ');
  await expect(list).toHaveCount(0);
});

test('Escape closes the list and leaves what was typed', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write(':smi');
  const list = ada.page.getByRole('listbox', { name: 'Emoji' });
  await expect(list).toBeVisible();
  await ada.page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await ada.expectText(':smi');
});

test('people who are here can be mentioned; the list stays while they write', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace Hopper' });
  await ada.write('first\nask ');
  await expect(ada.people.getByRole('listitem')).toHaveCount(2);
  await ada.page.keyboard.type('@gr');
  const list = ada.page.getByRole('listbox', { name: 'People and documents' });
  await expect(list.getByRole('option', { name: 'Grace Hopper' })).toHaveAttribute('aria-selected', 'true');
  await expect(ada.text).toHaveAttribute('aria-activedescendant', /.+/);
  await grace.paragraph('first').click();
  await grace.page.keyboard.press('End');
  await grace.page.keyboard.type(' and more');
  await expect(ada.text).toContainText('first and more');
  await expect(list).toBeVisible();
  await ada.page.keyboard.press('Tab');
  await ada.page.keyboard.type('please');
  await expect(grace.text.locator('.mh-mention')).toHaveText('@Grace Hopper');
  await expect(grace.text).toContainText('ask @Grace Hopper please');
});

for (const { kind, typed, name, chosen } of [
  { kind: 'emoji', typed: ':tad', name: 'Emoji', chosen: 'hi 🎉' },
  { kind: 'people', typed: '@gra', name: 'People and documents', chosen: 'hi @Grace ' },
]) {
  test(`the list of ${kind} stays while somebody puts the paragraph into a quotation`, async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    const grace = await (await arrive()).open(id, { name: 'Grace' });
    await ada.write('hi ');
    await expect(ada.people.getByRole('listitem')).toHaveCount(2);
    await ada.page.keyboard.type(typed);
    const list = ada.page.getByRole('listbox', { name });
    await expect(list).toBeVisible();
    await expect(grace.text).toContainText(typed);
    await grace.placeCaret('hi');
    await grace.press('ControlOrMeta+Shift+b');
    await expect(ada.text.locator('blockquote')).toContainText(typed);
    await expect(list).toBeVisible();
    await ada.page.keyboard.press('Enter');
    await grace.expectText(chosen);
    await expect(grace.text.locator('blockquote p')).toHaveCount(1);
  });
}

test('another document can be mentioned and is a link to it', async ({ arrive, id }) => {
  const person = await arrive();
  const other = await person.open(`${id}-other`, { name: 'Ada' });
  await other.title.click();
  // Its own: other tests have documents on the same server.
  const name = `Harvest ${id.slice(-8)}`;
  await other.page.keyboard.type(name);
  await other.expectSaved();
  const ada = await person.open(id);
  await ada.write(`see @${name.toLowerCase()}`);
  const option = ada.page.getByRole('option', { name, exact: true });
  // A picture, which needs no font that has it.
  await expect(option.locator('svg')).toBeVisible();
  await expect(option).toHaveText(name);
  await option.click();
  const link = ada.text.getByRole('link', { name });
  await expect(link).toHaveAttribute('href', `/d/${id}-other`);
  await link.click();
  await expect(ada.page).toHaveURL(new RegExp(`/d/${id}-other$`));
});
