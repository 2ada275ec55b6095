import { devices, type Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/axe.js';
import { createDocument, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { EditorMenus } from '../pages/editor-menus.js';

const { viewport, isMobile, hasTouch, deviceScaleFactor, userAgent } = devices['Pixel 7'];
const phone = { viewport, isMobile, hasTouch, deviceScaleFactor, userAgent };

/** No browser for tests has a keyboard on the screen: this is what it does to the page. */
async function showKeyboard(page: Page, height: number): Promise<void> {
  await page.evaluate((pixels) => {
    const visual = window.visualViewport;
    if (visual === null) return;
    Object.defineProperty(visual, 'height', { value: window.innerHeight - pixels });
    visual.dispatchEvent(new Event('resize'));
  }, height);
}

test('it comes with the caret, has targets for fingers, and goes with the keyboard', async ({ arrive, id }) => {
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await expect(menus.bubble).toHaveCount(0);
  await ada.text.tap();
  await expect(menus.bubble).toBeVisible();
  for (const button of await menus.bubble.getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);
  }
  await menus.bubble.getByRole('button', { name: 'Hide the keyboard' }).tap();
  await expect(menus.bubble).toHaveCount(0);
});

test('it stands on the keyboard', async ({ arrive, id }) => {
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.text.tap();
  await showKeyboard(ada.page, 300);
  const gap = () => menus.bubble.evaluate((bar) => Math.round(window.innerHeight - bar.getBoundingClientRect().bottom));
  await expect.poll(gap).toBe(300);
});

test('its tools write, and undo takes back only one’s own', async ({ arrive, id }) => {
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.text.tap();
  await menus.bubble.getByRole('button', { name: 'Bold' }).tap();
  await ada.page.keyboard.type('strong');
  await expect(ada.text.locator('strong')).toHaveText('strong');
  await menus.bubble.getByRole('button', { name: 'Bullet list' }).tap();
  await expect(ada.text.getByRole('listitem')).toHaveText('strong');
  await menus.bubble.getByRole('button', { name: /Turn into/ }).tap();
  await menus.item('Heading 2').tap();
  await expect(ada.text.getByRole('heading', { level: 2 })).toHaveText('strong');
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await grace.write('\nby Grace');
  await ada.expectText('strong\nby Grace');
  await ada.text.tap();
  const undo = menus.bubble.getByRole('button', { name: 'Undo' });
  for (let step = 0; step < 5 && (await undo.isEnabled()); step++) await undo.tap();
  await expect.poll(() => ada.readText()).toContain('by Grace');
  await expect(undo).toBeDisabled();
});

test('it has what the bubble has: marks, and alignment among the rest', async ({ arrive, id }) => {
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.text.tap();
  for (const [name, tag] of [
    ['Underline', 'u'],
    ['Strikethrough', 's'],
    ['Code', 'code'],
  ] as const) {
    await menus.bubble.getByRole('button', { name, exact: true }).tap();
    await ada.page.keyboard.type(name);
    await expect(ada.text.locator(tag)).toHaveText(name);
    await menus.bubble.getByRole('button', { name, exact: true }).tap();
  }
  const more = menus.bubble.getByRole('button', { name: 'More formatting' });
  await more.tap();
  await menus.item('Superscript').tap();
  await expect(ada.text).toBeFocused();
  await ada.page.keyboard.type('2');
  await expect(ada.text.locator('sup')).toHaveText('2');
  await more.tap();
  await menus.item('Align right').tap();
  await expect(ada.text.locator('p')).toHaveCSS('text-align', 'right');
});

test('its plus asks for a block: in an empty line there, in others below', async ({ arrive, id }) => {
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.text.tap();
  const insert = menus.bubble.getByRole('button', { name: 'Insert a block' });
  await insert.tap();
  await menus.option('Heading 2').tap();
  await ada.page.keyboard.type('Made');
  await insert.tap();
  await ada.page.keyboard.type('quote');
  await expect.poll(() => menus.activeOption()).toBe('Quote');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.type('below');
  await expect(ada.text.getByRole('heading', { level: 2 })).toHaveText('Made');
  await expect(ada.text.locator('blockquote')).toHaveText('below');
  await ada.press('Enter');
  await ada.press('Enter');
  await ada.page.keyboard.type('- ');
  await insert.tap();
  await menus.option('Text').tap();
  await ada.expectText('Made\nbelow\n');
});

test('the slash menu and the menu of a block are sheets at the bottom', async ({ arrive, id }) => {
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.text.tap();
  await ada.page.keyboard.type('/');
  const bottom = (sheet: typeof menus.slash) =>
    sheet.evaluate((element) => Math.round(window.innerHeight - element.getBoundingClientRect().bottom));
  // From edge to edge.
  const sides = (sheet: typeof menus.slash) =>
    sheet.evaluate((element) => {
      const { left, right } = element.getBoundingClientRect();
      return [left, window.innerWidth - right];
    });
  await expect.poll(() => bottom(menus.slash)).toBeLessThanOrEqual(8);
  expect(await sides(menus.slash)).toEqual([0, 0]);
  await menus.option('Quote').tap();
  await expect(ada.text.locator('blockquote')).toHaveCount(1);
  await ada.page.keyboard.type('words');
  await menus.grip.tap();
  await expect.poll(() => bottom(menus.blockMenu)).toBeLessThanOrEqual(8);
  expect(await sides(menus.blockMenu)).toEqual([0, 0]);
  await menus.item('Duplicate').tap();
  await expect(ada.text.getByText('words')).toHaveCount(2);
});

for (const [where, device] of [
  ['a phone', phone],
  ['a window at 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
] as const) {
  test(`on ${where} the line that the slash is in stays in sight above the sheet`, async ({ arrive, server, id }) => {
    const lines = Array.from({ length: 25 }, (_, index) => `Line ${index}`);
    await createDocument(server.url, id, lines.map(paragraph));
    const ada = await (await arrive(device)).open(id, { name: 'Ada' });
    const menus = new EditorMenus(ada);
    await menus.untilReady();
    for (const line of ['Line 12', 'Line 24']) {
      await ada.placeCaret(line);
      await ada.press('Enter');
      await ada.page.keyboard.type('/');
      await expect.poll(() => menus.spaceOverSheet()).toBeGreaterThan(0);
      // Under the bar over the page.
      expect(await menus.caretTop()).toBeGreaterThan(48);
      await ada.page.keyboard.type('quote');
      await expect.poll(() => menus.activeOption()).toBe('Quote');
      await ada.page.keyboard.press('Enter');
      await ada.page.keyboard.type(`after ${line}`);
      await expect(ada.text.locator('blockquote', { hasText: `after ${line}` })).toBeInViewport();
    }
  });
}

test('the line stays in sight when the keyboard lifts the sheet', async ({ arrive, id }) => {
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('one\ntwo\nthree\nfour\nfive\n/');
  await expect(menus.slash).toBeVisible();
  const before = await menus.slash.boundingBox();
  await showKeyboard(ada.page, 300);
  await expect.poll(async () => (await menus.slash.boundingBox())?.y).toBeLessThan(before?.y ?? 0);
  await expect.poll(() => menus.spaceOverSheet()).toBeGreaterThan(0);
  expect(await menus.caretTop()).toBeGreaterThan(48);
});

test('a long press on the grip drags a block', async ({ arrive, server, id }) => {
  // Not typed: a tap before and one after so few keys would be a double tap.
  await createDocument(server.url, id, ['first', 'second', 'third'].map(paragraph));
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.paragraph('first').tap();
  const { y: top = Number.NaN } = (await ada.paragraph('first').boundingBox()) ?? {};
  await expect.poll(async () => Math.abs(((await menus.grip.boundingBox())?.y ?? 0) - top)).toBeLessThan(24);
  const grip = await menus.grip.boundingBox();
  const target = await ada.paragraph('third').boundingBox();
  if (grip === null || target === null) throw new Error('the grip is not on the page');
  const touch = await ada.page.context().newCDPSession(ada.page);
  const at = (x: number, y: number) => ({ touchPoints: [{ x, y }] });
  const start = { x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 };
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(start.x, start.y) });
  await expect(ada.page.locator('.mh-handle')).toHaveAttribute('data-dragging', 'true');
  await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(target.x + 40, target.y) });
  await touch.send('Input.dispatchTouchEvent', {
    type: 'touchMove',
    ...at(target.x + 40, target.y + target.height - 3),
  });
  await expect(menus.dropLine).toBeVisible();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await ada.expectText('second\nthird\nfirst');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the toolbar and its sheets pass axe in ${colorScheme}`, async ({ arrive, id }) => {
    const ada = await (await arrive({ ...phone, colorScheme })).open(id, { name: 'Ada' });
    const menus = new EditorMenus(ada);
    await menus.untilReady();
    await ada.text.tap();
    await expect(menus.bubble).toBeVisible();
    await expectAccessible(ada.page);
    await menus.bubble.getByRole('button', { name: /Turn into/ }).tap();
    await expect(menus.item('Heading 2')).toBeVisible();
    await expectAccessible(ada.page);
    await ada.page.keyboard.press('Escape');
    await menus.bubble.getByRole('button', { name: 'More formatting' }).tap();
    await expect(menus.item('Superscript')).toBeVisible();
    await expectAccessible(ada.page);
  });
}
