import { expectAccessible } from '../fixtures/axe.js';
import { createDocument, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { EditorMenus } from '../pages/editor-menus.js';

test('it finds another document by a few letters and opens it', async ({ arrive, id }) => {
  const person = await arrive();
  const other = await person.open(`${id}-other`, { name: 'Ada' });
  await other.title.click();
  await other.page.keyboard.type('Budget of the year');
  await other.expectSaved();
  const ada = await person.open(id);
  const menus = new EditorMenus(ada);
  await ada.text.click();
  await ada.page.keyboard.press('ControlOrMeta+k');
  await expect(menus.palette.getByRole('combobox')).toBeFocused();
  await expect(menus.palette.getByRole('group', { name: 'Recent documents' })).toContainText('Budget of the year');
  await ada.page.keyboard.type('budg');
  await expect(menus.palette.getByRole('option').first()).toContainText('Budget of the year');
  await ada.page.keyboard.press('Enter');
  await ada.page.waitForURL(`**/${id}-other`);
  await expect(ada.title).toContainText('Budget of the year');
});

test('it runs commands where the caret was, and gives the focus back to where it came from', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.write('some text');
  await ada.page.keyboard.press('ControlOrMeta+k');
  await expect(menus.palette.getByRole('combobox')).toBeFocused();
  await ada.page.keyboard.type('heading 3');
  await expect(menus.palette.getByRole('option').first()).toContainText('Heading 3');
  await ada.page.keyboard.press('Enter');
  await expect(menus.palette).toHaveCount(0);
  await ada.page.keyboard.type('!');
  await expect(ada.text.getByRole('heading', { level: 3 })).toHaveText('some text!');
  await ada.title.click();
  await ada.page.keyboard.press('ControlOrMeta+k');
  await expect(menus.palette).toBeVisible();
  await ada.page.keyboard.type('xyzzy');
  await expect(menus.palette.getByText('Nothing is called that')).toBeVisible();
  await ada.page.keyboard.press('Escape');
  await expect(menus.palette).toHaveCount(0);
  await expect(ada.title).toBeFocused();
});

test('the list of shortcuts names every key of the registry and the signs of Markdown', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await ada.text.click();
  await ada.page.keyboard.press('ControlOrMeta+/');
  await expect(menus.shortcuts).toBeVisible();
  for (const name of ['Bold', 'Move up', 'Block menu', 'Keyboard shortcuts', 'Typed as Markdown']) {
    await expect(menus.shortcuts.getByText(name, { exact: true }).first()).toBeAttached();
  }
  await ada.page.keyboard.press('Escape');
  await expect(menus.shortcuts).toHaveCount(0);
  await expect(ada.text).toBeFocused();
});

test('after Escape one writes on where the caret was, in the text and in the title', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.title.pressSequentially('Plan');
  await ada.write('some text');
  await ada.placeCaret('some');
  for (const [key, dialog] of [
    ['k', menus.palette],
    ['/', menus.shortcuts],
  ] as const) {
    for (const place of [ada.text, ada.title]) {
      await ada.page.keyboard.press(`ControlOrMeta+${key}`);
      await expect(dialog).toBeVisible();
      await ada.page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await ada.page.keyboard.type('!');
      if (place === ada.text) await ada.title.press('End');
      else await ada.placeCaret('some!');
    }
  }
  await ada.expectText('some!! text');
  await expect(ada.title).toHaveText('Plan!!');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`both dialogs pass axe in ${colorScheme}`, async ({ arrive, id }) => {
    const ada = await (await arrive({ colorScheme })).open(id, { name: 'Ada' });
    const menus = new EditorMenus(ada);
    await ada.text.click();
    await ada.page.keyboard.press('ControlOrMeta+k');
    await expect(menus.palette).toBeVisible();
    await expectAccessible(ada.page);
    await ada.page.keyboard.press('Escape');
    await ada.page.keyboard.press('ControlOrMeta+/');
    await expect(menus.shortcuts).toBeVisible();
    await expectAccessible(ada.page);
  });
}

test('the list of shortcuts is seen whole by scrolling down, and the page behind it stays where it is', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(
    server.url,
    id,
    Array.from({ length: 80 }, () => paragraph('A line.')),
  );
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const { shortcuts } = new EditorMenus(ada);
  const place = () => ada.page.getByRole('button', { name: 'Share' }).boundingBox();
  const before = await place();
  await ada.text.click();
  await ada.page.keyboard.press('ControlOrMeta+/');
  const list = shortcuts.getByRole('region', { name: 'Shortcuts' });
  expect(await list.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  const last = shortcuts.getByRole('term').last();
  await last.scrollIntoViewIfNeeded();
  await expect(last).toBeInViewport();
  expect(await place()).toEqual(before);
  await ada.page.mouse.move(20, 700);
  const scrolled = await ada.page.evaluate(() => scrollY);
  await ada.page.mouse.wheel(0, 600);
  await ada.page.keyboard.press('Escape');
  await expect(shortcuts).toHaveCount(0);
  expect(await ada.page.evaluate(() => scrollY)).toBe(scrolled);
});
