import { expect, test } from '../fixtures/test.js';

test('quotes, dashes and arrows are printed as in a book, and Backspace gives back what was typed', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('"It\'s" -- so -> there... ');
  await ada.expectText('“It’s” — so → there… ');
  await ada.page.keyboard.type('(c)');
  await ada.page.keyboard.press('Backspace');
  await ada.expectText('“It’s” — so → there… (c)');
});

test('code and addresses are kept letter by letter', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('```\nif (a != "b") -> ...');
  await expect(ada.text.locator('pre')).toContainText('if (a != "b") -> ...');
});

test('whoever has switched it off types straight quotes', async ({ arrive, id }) => {
  const person = await arrive();
  await person.context.addInitScript(() => {
    // The empty page before ours has no storage.
    if (location.protocol === 'http:') localStorage.setItem('manyhands.preferences', '{"smartTypography":false}');
  });
  const ada = await person.open(id, { name: 'Ada' });
  await ada.write('"a" -- **b**');
  await ada.expectText('"a" -- b');
  await expect(ada.text.locator('strong')).toHaveText('b');
});
