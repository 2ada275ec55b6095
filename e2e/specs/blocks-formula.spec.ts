import { createDocument, formula, inlineFormula, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { RichBlocks } from '../pages/rich-blocks.js';

test('a formula is drawn with our own fonts, in a line and on its own', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [inlineFormula('See ', 'a^2', '.'), formula('\\frac{1}{2}')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await expect(blocks.formulas.locator('.katex-html')).toHaveCount(2);
  const family = await blocks.formulas
    .locator('.mord.mathnormal')
    .first()
    .evaluate((element) => getComputedStyle(element).fontFamily);
  expect(family).toContain('KaTeX_Math');
  await expect
    .poll(() =>
      ada.page.evaluate(() =>
        [...document.fonts].some(({ family, status }) => family.includes('KaTeX') && status === 'loaded'),
      ),
    )
    .toBe(true);
});

test('arrows lead into a formula, through its source and out on the other side', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [inlineFormula('ab', 'xy', 'cd')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await expect(blocks.formulas.locator('.katex-html')).toHaveCount(1);
  await ada.text.click();
  await ada.page.keyboard.press('Home');
  for (const _step of ['a', 'b', 'into']) await ada.page.keyboard.press('ArrowRight');
  await expect(blocks.formulaSource).toBeFocused();
  for (const _step of ['x', 'y', 'out']) await ada.page.keyboard.press('ArrowRight');
  await expect(blocks.formulaSource).toBeHidden();
  await ada.page.keyboard.type('!');
  await expect(ada.paragraph('!cd')).toBeVisible();
  await ada.page.keyboard.press('ArrowLeft');
  await ada.page.keyboard.press('ArrowLeft');
  await expect(blocks.formulaSource).toBeFocused();
  await ada.page.keyboard.type('z');
  await ada.page.keyboard.press('Escape');
  await ada.page.keyboard.type('?');
  await expect(ada.paragraph('?!cd')).toBeVisible();
  await expect(blocks.formulas.locator('annotation')).toHaveText('xyz');
});

test('a formula on its own is opened by a click, shown while it is typed, and says what is wrong', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [formula(''), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await ada.text.getByText('Write a formula').click();
  await expect(blocks.formulaSource).toBeFocused();
  await ada.page.keyboard.type('\\frac{1}{3');
  await expect(ada.page.getByRole('dialog').getByText('Something is not closed')).toBeVisible();
  await ada.page.keyboard.type('}');
  await expect(blocks.formulas.locator('annotation')).toHaveText('\\frac{1}{3}');
  await ada.page.keyboard.press('Enter');
  await expect(blocks.formulaSource).toBeHidden();
  await blocks.expectCaretIn('after');
  await ada.page.keyboard.press('ArrowUp');
  await expect(blocks.formulaSource).toBeFocused();
  await ada.page.keyboard.press('ArrowDown');
  await blocks.expectCaretIn('after');
});

test('somebody else’s change of the same formula takes neither focus nor words', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [formula('a'), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const mine = new RichBlocks(ada);
  const theirs = new RichBlocks(grace);
  await expect(mine.formulas.locator('.katex-html')).toHaveCount(1);
  await mine.formulas.click();
  await expect(mine.formulaSource).toBeFocused();
  await ada.page.keyboard.type(' + mine');
  await theirs.formulas.click();
  await expect(theirs.formulaSource).toBeFocused();
  await grace.page.keyboard.type(' + theirs');
  await grace.page.keyboard.press('Enter');
  await expect(ada.page.getByText(/Somebody else has changed this formula/)).toBeVisible();
  await expect(mine.formulaSource).toBeFocused();
  await expect(mine.formulaSource).toHaveValue('a + mine');
  await ada.page.keyboard.type(' b');
  await grace.writeOn('wards');
  await expect(ada.paragraph('wards')).toBeVisible();
  await expect(mine.formulaSource).toBeFocused();
  await ada.page.keyboard.press('Enter');
  await expect(theirs.formulas.locator('annotation')).toHaveText('a + mine b');
});

test('a hostile formula links nowhere, loads nothing and does not grow without end', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [
    formula('\\href{javascript:alert(1)}{x}'),
    formula('\\includegraphics{https://evil.example/x.png}'),
    formula('\\def\\a{\\a\\a}\\a'),
    formula('\\rule{9999em}{9999em}'),
    paragraph('after'),
  ]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await expect(ada.text.getByText(/grows without end/)).toBeVisible();
  await expect(blocks.formulas.locator('a, img')).toHaveCount(0);
  const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
