import { expectAccessible } from '../fixtures/axe.js';
import { expect, test } from '../fixtures/test.js';
import { EditorMenus } from '../pages/editor-menus.js';

test('a slash opens the menu, letters narrow it, and Enter makes the block without the letters', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write('/');
  await expect(menus.slash).toBeVisible();
  await expect(menus.option('Heading 1')).toBeVisible();
  await ada.page.keyboard.type('head');
  await expect(menus.option('Divider')).toHaveCount(0);
  expect(await menus.activeOption()).toBe('Heading 1');
  await ada.page.keyboard.press('ArrowDown');
  await expect.poll(() => menus.activeOption()).toBe('Heading 2');
  await ada.page.keyboard.press('Enter');
  await expect(menus.slash).toHaveCount(0);
  await ada.page.keyboard.type('Made');
  await expect(ada.text.getByRole('heading', { level: 2 })).toHaveText('Made');
});

test('Home, End, Tab, Escape and the mouse do what they do in menus', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write('/');
  await expect(menus.slash).toBeVisible();
  await ada.page.keyboard.press('End');
  await expect.poll(() => menus.activeOption()).toBe('Table of contents');
  await ada.page.keyboard.press('Home');
  await expect.poll(() => menus.activeOption()).toBe('Text');
  await ada.page.keyboard.press('ArrowUp');
  await expect.poll(() => menus.activeOption()).toBe('Table of contents');
  await ada.page.keyboard.press('Escape');
  await expect(menus.slash).toHaveCount(0);
  await ada.expectText('/');
  await ada.page.keyboard.type(' /quote');
  await expect(menus.slash).toBeVisible();
  await ada.page.keyboard.press('Tab');
  await expect(ada.text.locator('blockquote')).toHaveCount(1);
  await ada.page.keyboard.type('/');
  await menus.option('Bullet list').click();
  await ada.page.keyboard.type('typed on');
  await expect(ada.text.getByRole('listitem')).toContainText('typed on');
});

test('it opens after a space, but not in words, addresses and code', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('and/or https://example.com/page ');
  await expect(menus.slash).toHaveCount(0);
  await ada.page.keyboard.type('/');
  await expect(menus.slash).toBeVisible();
  await ada.page.keyboard.press('Escape');
  await ada.page.keyboard.press('Backspace');
  await ada.page.keyboard.type('\n```\n/');
  await expect(ada.text.locator('pre')).toContainText('/');
  await expect(menus.slash).toHaveCount(0);
});

test('words that are no command close it and stay', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write('/');
  await expect(menus.slash).toBeVisible();
  await ada.page.keyboard.type('x');
  await ada.page.keyboard.type('qzv');
  await expect(menus.slash).toHaveCount(0);
  await ada.page.keyboard.type('w');
  await ada.expectText('/xqzvw');
});

test('what was used lately comes first', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write('/task');
  await expect(menus.slash).toBeVisible();
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.type('done\n\n/');
  await expect(menus.slash.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([/Task list/]);
  expect(await menus.activeOption()).toBe('Task list');
});

test('it stands beside the slash, above it where there is no room below, and never over the line', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  const positions = async () => {
    const menu = await menus.slash.boundingBox();
    const line = await ada.text.locator('p').last().boundingBox();
    if (menu === null || line === null) throw new Error('the menu is not on the page');
    return { menu, line };
  };
  await ada.write('/');
  await expect(menus.slash).toBeVisible();
  await expect.poll(async () => (await positions()).menu.y - (await positions()).line.y).toBeGreaterThan(20);
  await ada.page.keyboard.press('Escape');
  await ada.page.keyboard.press('Backspace');
  await ada.page.keyboard.type(`${'line\n'.repeat(16)}/`);
  await expect(menus.slash).toBeVisible();
  const { menu, line } = await positions();
  expect(menu.y + menu.height).toBeLessThanOrEqual(line.y + 2);
  expect(menu.y).toBeGreaterThanOrEqual(48);
});

test('others who write above and in the same paragraph neither close it nor move the caret', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const menus = new EditorMenus(ada);
  await ada.write('Above\nMine ');
  await grace.expectText('Above\nMine ');
  await ada.page.keyboard.type('/he');
  await expect(menus.slash).toBeVisible();
  await grace.paragraph('Above').click();
  await grace.page.keyboard.press('Home');
  await grace.writeOn('Far ');
  await grace.paragraph('Mine').click();
  await grace.page.keyboard.press('Home');
  await grace.writeOn('Not ');
  await ada.expectText('Far Above\nNot Mine /he');
  await expect(menus.slash).toBeVisible();
  await ada.page.keyboard.type('ading 3');
  await expect.poll(() => menus.activeOption()).toBe('Heading 3');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.type('!');
  await ada.expectText('Far Above\nNot Mine !');
  await expect(ada.text.getByRole('heading', { level: 3 })).toContainText('Not Mine');
  await grace.expectText('Far Above\nNot Mine !');
});

test('a slash that somebody else types opens nothing here', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('x');
  await grace.expectText('x');
  await grace.write(' /');
  await ada.expectText('x /');
  await expect(new EditorMenus(grace).slash).toBeVisible();
  await expect(menus.slash).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an open menu passes axe in ${colorScheme}`, async ({ arrive, id }) => {
    const ada = await (await arrive({ colorScheme })).open(id, { name: 'Ada' });
    await ada.write('/');
    await expect(new EditorMenus(ada).slash).toBeVisible();
    await expectAccessible(ada.page);
  });
}
