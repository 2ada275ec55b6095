import { expect, test } from '../fixtures/test.js';
import type { DocumentPage } from '../pages/document-page.js';

async function importFile({ page }: DocumentPage, markdown: string): Promise<void> {
  await page
    .getByLabel('Markdown or text file')
    .setInputFiles({ name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from(markdown) });
}

test('a quarter of a megabyte of Markdown is imported', async ({ arrive, id }) => {
  test.slow();
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.expectSaved();
  const part =
    '## A heading\n\nSome words, *slanted* and **bold**, `code` and a [link](https://example.org/a_b).\n\n'.repeat(4) +
    '- an item\n- [ ] a box\n\n> A quotation\n\n| a | b |\n| --- | --- |\n| c | $d$ |\n\n';
  await importFile(ada, `${part.repeat(250_000 / part.length)}The end`);
  // Not by `expect`: where it finds nothing, Playwright describes the whole page, which takes a long one half a minute.
  await ada.paragraph('The end').waitFor({ state: 'attached', timeout: 60_000 });
  await expect(ada.title).toHaveText('notes');
  await expect(ada.text.locator('table').first()).toBeAttached();
  await expect(ada.state).toHaveText('Saved', { timeout: 60_000 });
});

for (const [what, markdown] of [
  ['open signs', '*a _b [c `d <e $f ==g ~h '.repeat(8_000)],
  ['quotations in quotations', `${'>'.repeat(500)} a`],
] as const) {
  test(`${what} without end are imported, and the page goes on`, async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    await ada.expectSaved();
    await importFile(ada, `${markdown}\n\nThe end`);
    await ada.paragraph('The end').waitFor({ state: 'attached', timeout: 30_000 });
    await ada.write(' of it.');
    await expect(ada.paragraph('The end of it.')).toBeVisible();
  });
}
