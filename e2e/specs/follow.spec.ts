import { expect, test } from '../fixtures/test.js';

test('a click on a face follows its person, until one writes, scrolls or says so', async ({ arrive, id }) => {
  const ada = await (await arrive({ reducedMotion: 'reduce' })).open(id, { name: 'Ada' });
  await ada.write('Something to read');
  await ada.expectSaved();
  // Not a new document, which would have put her caret into the title.
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.avatarOf('Grace').click();
  await expect(ada.page.getByText('Grace has no caret in the text now.')).toBeVisible();

  await grace.text.click();
  await grace.press('ControlOrMeta+a');
  await grace.page.keyboard.type('# Far below');
  await grace.press('Enter');
  await grace.page.keyboard.insertText(Array.from({ length: 80 }, (_, index) => `Line ${index}.`).join('\n'));
  await expect(ada.text).toContainText('Line 79.');
  const scrolled = () => ada.page.evaluate(() => Math.round(scrollY));
  expect(await scrolled()).toBe(0);
  await ada.avatarOf('Grace').hover();
  await expect(ada.page.getByRole('tooltip', { name: 'Grace' })).toContainText('Far below');
  await ada.avatarOf('Grace').click();
  await expect(ada.page.getByText('Following Grace')).toBeVisible();
  await expect(ada.caretOf('Grace')).toBeInViewport();
  const below = await scrolled();
  expect(below).toBeGreaterThan(500);
  await grace.press('ControlOrMeta+Home');
  await expect.poll(scrolled).toBeLessThan(100);

  const following = ada.page.getByText('Following Grace');
  await ada.page.getByRole('button', { name: 'Stop' }).click();
  await expect(following).toHaveCount(0);
  await grace.press('ControlOrMeta+End');
  await expect(ada.caretOf('Grace')).not.toBeInViewport();
  expect(await scrolled()).toBeLessThan(100);

  for (const stop of [
    () => ada.press('Escape'),
    () => ada.page.mouse.wheel(0, 50),
    async () => {
      await ada.text.click({ position: { x: 20, y: 20 } });
      await ada.page.keyboard.type('x');
    },
  ]) {
    await ada.avatarOf('Grace').click();
    await expect(following).toBeVisible();
    await stop();
    await expect(following).toHaveCount(0);
  }
});
