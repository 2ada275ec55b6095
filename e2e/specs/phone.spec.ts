import { devices } from '@playwright/test';
import { expect, test } from '../fixtures/test.js';

test.use({ sharesServer: false });

const { viewport, isMobile, hasTouch, deviceScaleFactor, userAgent } = devices['Pixel 7'];
const phone = { viewport, isMobile, hasTouch, deviceScaleFactor, userAgent };

test('a document fits a phone, and can be written with a finger', async ({ arrive, id }, info) => {
  const grace = await (await arrive()).open(id, { name: 'Grace Brewster Murray Hopper' });
  await grace.write('A line that is long enough to be wrapped on a phone, with a caret at its very end');
  const ada = await (await arrive(phone)).open(id);
  await expect(ada.caretOf('Grace')).toHaveCount(1);
  await ada.text.tap();
  await ada.page.keyboard.press('ControlOrMeta+Home');
  await ada.page.keyboard.type('Tapped. ');
  await expect.poll(() => grace.readText()).toContain('Tapped. A line');
  const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await info.attach('phone', { body: await ada.page.screenshot(), contentType: 'image/png' });
});

test('the state stays readable on a phone while offline', async ({ arriveByCable, id }) => {
  const { person, cable } = await arriveByCable(phone);
  const ada = await person.open(id, { name: 'Ada' });
  await ada.expectSaved();
  cable.cut();
  await ada.write('twelve chars');
  await ada.expectState('Offline, 12 changes kept on this device');
  const chip = await ada.state.boundingBox();
  expect(chip?.x).toBeGreaterThanOrEqual(0);
  const isCut = await ada.state.evaluate((element) => {
    const words = element.querySelector('span');
    return words === null || words.scrollWidth > words.clientWidth + 1;
  });
  expect(isCut).toBe(false);
});

test('buttons are large enough for fingers', async ({ arrive }) => {
  const list = await (await arrive(phone)).openList();
  await expect(list.newDocument).toBeVisible();
  for (const button of await list.page.getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
  }
});

test('the sidebar lies over the text with a shade, and goes with a tap beside it or with Escape', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  await ada.expectSaved();
  const sidebar = ada.page.getByRole('complementary', { name: 'Documents' });
  const show = ada.page.getByRole('button', { name: 'Show sidebar' });
  await show.tap();
  await expect(sidebar).toBeVisible();
  await ada.page.touchscreen.tap((viewport.width ?? 0) - 16, 300);
  await expect(sidebar).toHaveCount(0);
  await show.tap();
  await sidebar.getByRole('button', { name: 'New document' }).focus();
  await ada.page.keyboard.press('Escape');
  await expect(sidebar).toHaveCount(0);
  const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
