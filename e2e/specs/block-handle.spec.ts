import { expectAccessible } from '../fixtures/axe.js';
import { expect, test } from '../fixtures/test.js';
import { EditorMenus } from '../pages/editor-menus.js';

test('a block is dragged to another place in one step that one undo takes back', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write('first\nsecond\nthird');
  await menus.holdOver(ada.paragraph('first'), ada.paragraph('third'), 'bottom');
  await ada.page.mouse.up();
  await ada.expectText('second\nthird\nfirst');
  await expect(menus.dropLine).toHaveCount(0);
  await ada.undo();
  await ada.expectText('first\nsecond\nthird');
});

test('Escape leaves a dragged block where it was', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write('first\nsecond\nthird');
  await menus.holdOver(ada.paragraph('first'), ada.paragraph('third'), 'bottom');
  await ada.page.keyboard.press('Escape');
  await expect(menus.dropLine).toHaveCount(0);
  await ada.page.mouse.up();
  await ada.expectText('first\nsecond\nthird');
  await expect(menus.blockMenu).toHaveCount(0);
});

test('an item leaves its list, and text becomes an item', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write('text\n- one\ntwo\n\nlast');
  await menus.holdOver(ada.text.getByRole('listitem').filter({ hasText: 'two' }), ada.paragraph('last'), 'bottom');
  await ada.page.mouse.up();
  await expect(ada.text.getByRole('list')).toHaveCount(2);
  await menus.holdOver(ada.paragraph('text'), ada.text.getByRole('listitem').filter({ hasText: 'one' }), 'bottom');
  await ada.page.mouse.up();
  await expect(ada.text.getByRole('list').first().getByRole('listitem')).toHaveText(['one', 'text']);
});

test('several selected blocks move together, and a callout takes them', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('first\nsecond\nthird\n/note');
  await expect(menus.slash).toBeVisible();
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.type('inside\nbelow');
  await expect(ada.text.locator('.mh-callout')).toContainText('inside');
  await ada.page.keyboard.press('ControlOrMeta+Home');
  await ada.page.keyboard.press('Shift+ArrowDown');
  await menus.holdOver(ada.paragraph('second'), ada.paragraph('below'), 'top');
  await ada.page.mouse.up();
  await expect(ada.text.locator('.mh-callout').locator('p')).toHaveText(['inside', 'first', 'second', 'below']);
  await expect(ada.text.locator('p').first()).toHaveText('third');
});

test('what somebody writes in a block while it is dragged moves along', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const menus = new EditorMenus(ada);
  await ada.write('first\nsecond\nthird');
  await grace.expectText('first\nsecond\nthird');
  await menus.holdOver(ada.paragraph('first'), ada.paragraph('third'), 'bottom');
  await grace.paragraph('first').click();
  await grace.page.keyboard.press('End');
  await grace.writeOn(' and more');
  await grace.page.keyboard.press('ControlOrMeta+Home');
  await grace.writeOn('new ');
  await ada.expectText('new first and more\nsecond\nthird');
  await ada.page.mouse.up();
  await ada.expectText('second\nthird\nnew first and more');
  await grace.expectText('second\nthird\nnew first and more');
});

test('a block that somebody deletes while it is dragged is not taken for another one', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const menus = new EditorMenus(ada);
  await ada.write('first\nsecond\nthird');
  await grace.expectText('first\nsecond\nthird');
  await menus.holdOver(ada.paragraph('first'), ada.paragraph('third'), 'bottom');
  await grace.paragraph('first').click({ clickCount: 3 });
  await grace.page.keyboard.press('Backspace');
  await grace.page.keyboard.press('Delete');
  await ada.expectText('second\nthird');
  await expect(menus.dropLine).toHaveCount(0);
  await ada.page.mouse.up();
  await ada.expectText('second\nthird');
});

test('the plus makes a line below and opens the slash menu there', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write('first\nsecond');
  await ada.paragraph('first').hover();
  await menus.add.click();
  await expect(menus.slash).toBeVisible();
  await ada.page.keyboard.type('quote\n');
  await ada.page.keyboard.type('between');
  await ada.expectText('first\nbetween\nsecond');
  await expect(ada.text.locator('blockquote')).toHaveText('between');
});

test('the menu of a block: turn into, duplicate, move, delete', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write('first\nsecond');
  const choose = async (name: string) => {
    await ada.text.getByText('first').first().hover();
    await menus.grip.click();
    await menus.item(name).click();
  };
  await choose('Turn into');
  await menus.item('Heading 1').click();
  await expect(ada.text.getByRole('heading', { level: 1 })).toHaveText('first');
  await choose('Duplicate');
  await ada.expectText('first\nfirst\nsecond');
  await choose('Delete');
  await ada.expectText('first\nsecond');
  await choose('Move down');
  await ada.expectText('second\nfirst');
  await choose('Colour');
  await menus.item('Text red').click();
  await expect(ada.text.locator('.mh-text-color')).toHaveText('first');
});

test('everything of it with the keyboard', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('first\nsecond\nthird');
  await ada.page.keyboard.press('Alt+Shift+ArrowUp');
  await ada.expectText('first\nthird\nsecond');
  await ada.page.keyboard.press('Alt+Shift+ArrowUp');
  await ada.page.keyboard.press('Alt+Shift+ArrowDown');
  await ada.expectText('first\nthird\nsecond');
  await ada.page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(menus.item('Turn into')).toBeFocused();
  await ada.page.keyboard.press('End');
  await expect(menus.item('Delete')).toBeFocused();
  await ada.page.keyboard.press('Enter');
  await ada.expectText('first\nsecond');
  await expect(ada.text).toBeFocused();
});

test('a copied link leads to its block', async ({ arrive, id }) => {
  const person = await arrive();
  await person.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const ada = await person.open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write(`${'line\n'.repeat(60)}target\n${'line\n'.repeat(60)}`);
  await ada.paragraph('target').hover();
  await menus.grip.click();
  await menus.item('Copy link').click();
  await expect(ada.page.getByText('Link copied')).toBeVisible();
  const address = await ada.page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(address).hash).toMatch(/^#b-[\w-]+$/);
  await ada.expectSaved();
  const page = await person.context.newPage();
  await page.goto(address);
  await expect(page.getByText('target')).toBeInViewport();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`its menu passes axe in ${colorScheme}`, async ({ arrive, id }) => {
    const ada = await (await arrive({ colorScheme })).open(id, { name: 'Ada' });
    const menus = new EditorMenus(ada);
    await ada.write('first\nsecond');
    await ada.paragraph('first').hover();
    await menus.grip.click();
    await expect(menus.blockMenu).toBeVisible();
    await expectAccessible(ada.page);
    await menus.item('Colour').click();
    await expect(menus.item('Text red')).toBeVisible();
    await expectAccessible(ada.page);
  });
}

test('it stands beside the sidebar, also where the outline leaves little room', async ({ arrive, id }) => {
  const ada = await (await arrive({ viewport: { width: 1280, height: 800 } })).open(id, { name: 'Ada' });
  await ada.write('# first\nsecond');
  await ada.page.getByRole('button', { name: 'Show outline' }).click();
  await expect(ada.page.getByRole('complementary', { name: 'Outline' })).toBeVisible();
  const menus = new EditorMenus(ada);
  await ada.paragraph('second').hover();
  await expect(menus.add).toBeVisible();
  const sidebar = await ada.page.getByRole('complementary', { name: 'Documents' }).boundingBox();
  const add = await menus.add.boundingBox();
  expect(add?.x).toBeGreaterThanOrEqual((sidebar?.x ?? 0) + (sidebar?.width ?? 0));
});
