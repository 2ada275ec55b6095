import { expectAccessible } from '../fixtures/axe.js';
import { createDocument, everyBlock } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { RichBlocks } from '../pages/rich-blocks.js';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every block and what opens beside it passes axe in ${colorScheme}`, async ({ arrive, server, id }) => {
    await createDocument(server.url, id, everyBlock);
    const ada = await (await arrive({ colorScheme, reducedMotion: 'reduce' })).open(id, { name: 'Ada' });
    const blocks = new RichBlocks(ada);
    await expect(blocks.diagram).toBeVisible({ timeout: 20_000 });
    await expect(blocks.formulas.locator('.katex-html')).toHaveCount(2);
    await expect(blocks.code.locator('.mh-token-keyword').first()).toBeVisible();
    await blocks.toggleButton('What is inside').click();
    await blocks.code.first().click();
    await expectAccessible(ada.page);

    await blocks.language.first().click();
    await expect(ada.page.getByRole('combobox', { name: 'Find a language' })).toBeFocused();
    await expectAccessible(ada.page, { part: '.mh-floating' });
    await ada.page.keyboard.press('Escape');

    await blocks.callout('Note').getByRole('button').click();
    await expect(ada.page.getByRole('menu')).toBeVisible();
    await expectAccessible(ada.page, { part: '.mh-floating' });
    await ada.page.keyboard.press('Escape');

    await ada.text.getByText('Write a formula').click();
    await expect(blocks.formulaSource).toBeFocused();
    await ada.page.keyboard.type('\\frac{');
    await expectAccessible(ada.page, { part: '.mh-floating' });
    await ada.page.keyboard.press('Escape');

    await ada.text.getByRole('button', { name: 'Edit card' }).focus();
    await ada.page.keyboard.press('Enter');
    await expect(ada.page.getByRole('dialog', { name: 'Edit card' })).toBeVisible();
    await expectAccessible(ada.page, { part: '.mh-floating' });
  });
}

test('no block traps the caret: the arrows lead through all of them, down and up', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, everyBlock);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await expect(blocks.diagram).toBeVisible({ timeout: 20_000 });
  await ada.title.click();
  await ada.page.keyboard.press('ArrowDown');
  const reaches = async (key: string, line: string) => {
    for (let step = 0; step < 60; step++) {
      if ((await blocks.lineWithCaret()) === line) return true;
      await ada.page.keyboard.press(key);
    }
    return false;
  };
  expect(await reaches('ArrowDown', 'The end')).toBe(true);
  expect(await reaches('ArrowUp', 'Code')).toBe(true);
});
