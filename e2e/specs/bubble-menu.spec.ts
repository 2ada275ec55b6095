import { expectAccessible } from '../fixtures/axe.js';
import { expect, test } from '../fixtures/test.js';
import { EditorMenus } from '../pages/editor-menus.js';

test('it shows over selected words once the mouse is up, with eight tools at most, and goes with the selection', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('some words to select');
  const box = await ada.paragraph('some words').boundingBox();
  if (box === null) throw new Error('the text is not on the page');
  await ada.page.mouse.move(box.x + 4, box.y + 12);
  await ada.page.mouse.down();
  await ada.page.mouse.move(box.x + 90, box.y + 12, { steps: 5 });
  await expect.poll(() => ada.page.evaluate(() => getSelection()?.toString().length ?? 0)).toBeGreaterThan(4);
  await expect(menus.bubble).toHaveCount(0);
  await ada.page.mouse.up();
  await expect(menus.bubble).toBeVisible();
  expect(await menus.bubble.getByRole('button').count()).toBeLessThanOrEqual(8);
  await ada.page.keyboard.type('t');
  await expect(menus.bubble).toHaveCount(0);
});

test('its tools format the words and say what they are', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('some words to select');
  await menus.selectWord('words');
  for (const [name, tag] of [
    ['Bold', 'strong'],
    ['Italic', 'em'],
    ['Code', 'code'],
  ] as const) {
    await menus.bubble.getByRole('button', { name }).click();
    await expect(ada.text.locator(tag)).toHaveText('words');
    await expect(menus.bubble.getByRole('button', { name })).toHaveAttribute('aria-pressed', 'true');
    await menus.bubble.getByRole('button', { name }).click();
    await expect(ada.text.locator(tag)).toHaveCount(0);
  }
  await menus.bubble.getByRole('button', { name: 'More formatting' }).click();
  await menus.item('Strikethrough').click();
  await expect(ada.text.locator('s')).toHaveText('words');
  await menus.bubble.getByRole('button', { name: 'Colour' }).click();
  await menus.item('Highlight green').click();
  await expect(ada.text.locator('mark')).toHaveAttribute('data-color', 'green');
  await menus.bubble.getByRole('button', { name: /Turn into/ }).click();
  await menus.item('Heading 2').click();
  await expect(ada.text.getByRole('heading', { level: 2 })).toHaveText('some words to select');
  expect(await ada.page.evaluate(() => getSelection()?.toString())).toBe('words');
});

test('a link is made, opened, changed and removed in place', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('some words to select');
  await menus.selectWord('words');
  await expect(menus.bubble).toBeVisible();
  await ada.page.keyboard.press('ControlOrMeta+k');
  const field = ada.page.getByRole('textbox', { name: 'Address of the link' });
  await expect(field).toBeFocused();
  await field.fill('javascript:alert(1)');
  await field.press('Enter');
  await expect(ada.page.getByText('This cannot be a link.')).toBeVisible();
  await field.fill('example.com');
  await field.press('Enter');
  const link = ada.text.getByRole('link', { name: 'words' });
  await expect(link).toHaveAttribute('href', 'https://example.com');
  await expect(ada.text).toBeFocused();
  await menus.bubble.getByRole('button', { name: 'Link' }).click();
  await expect(field).toHaveValue('https://example.com');
  await expect(ada.page.getByRole('link', { name: 'Open' })).toHaveAttribute('href', 'https://example.com');
  await ada.page.getByRole('button', { name: 'Remove' }).click();
  await expect(link).toHaveCount(0);
  await ada.expectText('some words to select');
});

test('an address that is refused leaves the box of the link as wide as it was', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('some words to select');
  await menus.selectWord('words');
  await expect(menus.bubble).toBeVisible();
  await ada.page.keyboard.press('ControlOrMeta+k');
  const field = ada.page.getByRole('textbox', { name: 'Address of the link' });
  await expect(field).toBeFocused();
  const before = await field.boundingBox();
  await field.fill('foo bar');
  await field.press('Enter');
  const refusal = ada.page.getByText('This cannot be a link.');
  await expect(refusal).toBeVisible();
  expect((await field.boundingBox())?.width).toBe(before?.width);
  const { width = Number.NaN } = (await refusal.boundingBox()) ?? {};
  // The field, its button and the space between them.
  expect(width).toBeLessThan(400);
});

test('the keyboard leads into it, through it and back, with the selection as it was', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('some words');
  await ada.page.keyboard.press('ControlOrMeta+Shift+ArrowLeft');
  await expect(menus.bubble).toBeVisible();
  await ada.page.keyboard.press('Alt+F10');
  await expect(menus.bubble.getByRole('button', { name: /Turn into/ })).toBeFocused();
  await ada.page.keyboard.press('ArrowRight');
  await expect(menus.bubble.getByRole('button', { name: 'Bold' })).toBeFocused();
  await ada.page.keyboard.press('Enter');
  await expect(ada.text.locator('strong')).toHaveText('words');
  await ada.page.keyboard.press('Escape');
  await expect(ada.text).toBeFocused();
  expect(await ada.page.evaluate(() => getSelection()?.toString())).toBe('words');
  await ada.page.keyboard.press('Escape');
  await expect(menus.bubble).toHaveCount(0);
});

test('it does not show in code, and not for readers of a selection that is no text', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('```\ncode words');
  await menus.selectWord('words');
  await expect.poll(() => ada.page.evaluate(() => getSelection()?.toString())).toBe('words');
  await expect(menus.bubble).toHaveCount(0);
});

test('others who write beside and inside the selection leave it open', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('Above\nselected');
  await grace.expectText('Above\nselected');
  await menus.selectWord('selected');
  await menus.bubble.getByRole('button', { name: 'Link' }).click();
  const field = ada.page.getByRole('textbox', { name: 'Address of the link' });
  await field.fill('https://exa');
  await grace.paragraph('Above').click();
  await grace.page.keyboard.press('End');
  await grace.writeOn(' and more');
  await grace.paragraph('selected').click();
  await grace.page.keyboard.press('Home');
  for (let letter = 0; letter < 3; letter++) await grace.page.keyboard.press('ArrowRight');
  await grace.writeOn('XX');
  await ada.expectText('Above and more\nselXXected');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('https://exa');
  await field.pressSequentially('mple.com');
  await field.press('Enter');
  // The caret's name can stand in it.
  await expect(ada.text.getByRole('link')).toHaveText(/^selXX(Grace)?ected$/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`it and its menus pass axe in ${colorScheme}`, async ({ arrive, id }) => {
    const ada = await (await arrive({ colorScheme })).open(id, { name: 'Ada' });
    const menus = new EditorMenus(ada);
    await menus.untilReady();
    await ada.write('some words');
    await menus.selectWord('words');
    await expect(menus.bubble).toBeVisible();
    await expectAccessible(ada.page);
    for (const name of [/Turn into/, 'Colour', 'More formatting']) {
      await menus.bubble.getByRole('button', { name }).click();
      await expect(ada.page.getByRole('menu')).toBeVisible();
      await expectAccessible(ada.page);
      await ada.page.keyboard.press('Escape');
    }
    await menus.bubble.getByRole('button', { name: 'Link' }).click();
    await expect(ada.page.getByRole('textbox', { name: 'Address of the link' })).toBeVisible();
    await expectAccessible(ada.page);
  });
}
