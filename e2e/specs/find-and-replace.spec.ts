import type { Page } from '@playwright/test';
import { expect, test, withTokens } from '../fixtures/test.js';
import { signToken } from '../fixtures/token.js';

function findBar(page: Page) {
  const bar = page.getByRole('search', { name: 'Find in the document' });
  return {
    bar,
    find: bar.getByRole('textbox', { name: 'Find', exact: true }),
    replace: bar.getByRole('textbox', { name: 'Replace with' }),
    count: bar.getByRole('status'),
    button: (name: string) => bar.getByRole('button', { name, exact: true }),
  };
}

test('Find counts, goes forth and back, and Escape puts the caret on the match', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('one cat\ntwo Cats\nconcat **ca**t');
  await ada.page.keyboard.press('ControlOrMeta+f');
  const { bar, find, count, button } = findBar(ada.page);
  await find.fill('cat');
  await expect(count).toHaveText(/of 4$/);
  await expect(ada.text.locator('.mh-find-match')).not.toHaveCount(0);
  await find.press('Enter');
  await find.press('Shift+Enter');
  await button('Match case').click();
  await expect(count).toHaveText(/of 3$/);
  await button('Whole words').click();
  await expect(count).toHaveText(/of 2$/);
  await find.fill('two');
  await button('Whole words').click();
  await expect(count).toHaveText('1 of 1');
  await find.press('Escape');
  await expect(bar).toHaveCount(0);
  await ada.page.keyboard.type('2');
  await expect(ada.text).toContainText('2 Cats');
});

test('Replace all is one step to undo', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('red red\nblue **re**d');
  await ada.page.keyboard.press('ControlOrMeta+h');
  const { find, replace, count, button } = findBar(ada.page);
  await find.fill('red');
  await expect(count).toHaveText(/of 3$/);
  await replace.fill('green');
  await button('Replace all').click();
  await ada.expectText('green green\nblue green');
  await find.press('Escape');
  await ada.undo();
  await ada.expectText('red red\nblue red');
});

test('what shows the row for replacing is not called as what replaces', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('red');
  await ada.page.keyboard.press('ControlOrMeta+f');
  const { find, replace, button } = findBar(ada.page);
  await find.fill('red');
  await button('Show replace').click();
  await expect(replace).toBeVisible();
  await replace.fill('green');
  await button('Replace').click();
  await ada.expectText('green');
  await button('Hide replace').click();
  await expect(replace).toHaveCount(0);
});

test('a regular expression finds and rearranges, a wrong one is told in words, an endless one is stopped', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write(`2026-11-21 ${'a'.repeat(40)}b`);
  await ada.page.keyboard.press('ControlOrMeta+h');
  const { bar, find, replace, count, button } = findBar(ada.page);
  await button('Regular expression').click();
  await find.fill('(\\d+)-(\\d+)-(\\d+)');
  await expect(count).toHaveText('1 of 1');
  await replace.fill('$3.$2.$1');
  await replace.press('Enter');
  await expect(ada.text).toContainText('21.11.2026');
  await find.fill('(a');
  await expect(bar.getByRole('alert')).toHaveText('A bracket ( is not closed.');
  await find.fill('(a+)+$');
  await expect(bar.getByRole('alert')).toHaveText('This pattern takes too long. Try a simpler one.');
  await find.fill('b');
  await expect(count).toHaveText('1 of 1');
});

test('the match stays the same while somebody else writes before it', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.write('first\nneedle two\nneedle three');
  await expect(grace.text).toContainText('needle three');
  await ada.page.keyboard.press('ControlOrMeta+f');
  const { find, count } = findBar(ada.page);
  await find.fill('needle');
  await expect(count).toHaveText('1 of 2');
  await find.press('Enter');
  await expect(count).toHaveText('2 of 2');
  const current = ada.text.locator('.mh-find-match--current');
  const line = await current.locator('xpath=..').textContent();
  await grace.paragraph('first').click();
  await grace.page.keyboard.press('Home');
  await grace.page.keyboard.type('words before ');
  await expect.poll(() => ada.readText()).toContain('words before first');
  await expect(count).toHaveText('2 of 2');
  await expect(current.locator('xpath=..')).toHaveText(line ?? '');
  await grace.page.keyboard.type('needle ');
  await expect(count).toHaveText('3 of 3');
  await expect(current.locator('xpath=..')).toHaveText(line ?? '');
});

test.describe('with tokens', () => {
  test.use({ variables: withTokens });
  test('somebody who may only read finds and cannot replace', async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id, { token: signToken({ userId: 'ada', name: 'Ada', role: 'edit' }) });
    await ada.write('a needle');
    await ada.expectSaved();
    const reader = await (await arrive()).open(id, { token: signToken({ userId: 'r', name: 'R', role: 'view' }) });
    await expect(reader.text).toContainText('needle');
    await reader.text.click();
    await reader.page.keyboard.press('ControlOrMeta+f');
    const { find, count, button } = findBar(reader.page);
    await find.fill('needle');
    await expect(count).toHaveText('1 of 1');
    await expect(button('Show replace')).toHaveCount(0);
    await expect(button('Replace')).toHaveCount(0);
  });
});
