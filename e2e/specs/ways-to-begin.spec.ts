import { expect, test } from '../fixtures/test.js';

test('Escape leads back from the templates and from an empty field to what led there', async ({ arrive, id }) => {
  const { page } = await (await arrive()).open(id, { name: 'Ada' });
  const chip = (name: string) => page.getByRole('region', { name: 'Ways to begin' }).getByRole('button', { name });
  await chip('Use a template').click();
  await expect(page.getByRole('group', { name: 'Templates' }).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(chip('Use a template')).toBeFocused();
  await chip('Paste Markdown').click();
  const field = page.getByRole('textbox', { name: 'Markdown' });
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(chip('Paste Markdown')).toBeFocused();
});

test('Escape does not throw away what was pasted', async ({ arrive, id }) => {
  const { page } = await (await arrive()).open(id, { name: 'Ada' });
  await page.getByRole('button', { name: 'Paste Markdown' }).click();
  const field = page.getByRole('textbox', { name: 'Markdown' });
  await field.fill('# Head');
  await field.press('Escape');
  await expect(field).toHaveValue('# Head');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Paste Markdown' })).toBeFocused();
});

test('a template is chosen with keys alone', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.page.getByRole('button', { name: 'Use a template' }).press('Enter');
  const first = ada.page.getByRole('group', { name: 'Templates' }).getByRole('button').first();
  await expect(first).toBeFocused();
  await ada.page.keyboard.press('Enter');
  await expect(ada.text.getByRole('heading').first()).toBeVisible();
});
