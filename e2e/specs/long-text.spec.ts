import type { Locator, Page } from '@playwright/test';
import { createDocument, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';

const lineCount = 500;
const lines = Array.from({ length: lineCount }, (_, index) =>
  index % 50 === 0
    ? { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: `Part ${index / 50}` }] }
    : paragraph(`Line ${index}: ${'and some words of it '.repeat((index % 5) * 2)}`),
);

/** Where something is in the window, once nothing there moves any more. */
async function restingPlace(page: Page, locator: Locator): Promise<number> {
  let last = Number.NaN;
  await expect
    .poll(
      async () => {
        const before = last;
        last = (await locator.boundingBox())?.y ?? Number.NaN;
        return last === before && (await page.evaluate(() => document.adoptedStyleSheets.length)) === 0;
      },
      { intervals: [300] },
    )
    .toBe(true);
  return last;
}

test.beforeEach(async ({ server, id }) => {
  await createDocument(server.url, id, lines);
});

test('a long text is whole, and what is typed at its first moment is in it', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await expect(ada.paragraph(`Line ${lineCount - 1}:`)).toBeAttached();
  await ada.expectSaved();
  await ada.page.reload();
  await ada.paragraph('Line 1:').click();
  await ada.page.keyboard.press('ControlOrMeta+Home');
  await ada.page.keyboard.type('First of all ');
  await ada.page.keyboard.press('ControlOrMeta+End');
  await ada.page.keyboard.type(' and last.');
  await ada.expectSaved();
  const text = await (await fetch(`${server.url}/api/v1/documents/${id}?format=text`)).text();
  for (const words of ['First of all Part 0', 'Line 59', 'Line 61', 'Line 251', ' and last.'])
    expect(text).toContain(words);
  expect(text.match(/Line \d+:/g)).toHaveLength(lineCount - lineCount / 50);
});

test('everything is selected and taken away, also what is out of sight', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await expect(ada.paragraph('Line 1:')).toBeVisible();
  await ada.text.press('ControlOrMeta+a');
  await ada.page.keyboard.press('Delete');
  await ada.expectText('');
  await ada.undo();
  await expect(ada.paragraph(`Line ${lineCount - 1}:`)).toBeAttached();
});

test('what is looked at stays in its place, whatever is drawn or written above it', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const line = ada.paragraph('Line 333:');
  await line.click();
  const place = await restingPlace(ada.page, line);
  // All of it has been seen, and left again.
  await ada.page.mouse.wheel(0, -100_000);
  await expect(ada.paragraph('Line 1:')).toBeInViewport();
  await ada.page.mouse.wheel(0, 200_000);
  await expect(ada.paragraph(`Line ${lineCount - 1}:`)).toBeInViewport();
  await line.scrollIntoViewIfNeeded();
  const seen = await restingPlace(ada.page, line);
  await grace.paragraph('Line 1:').click();
  await grace.page.keyboard.press('Home');
  for (let count = 0; count < 10; count++) await grace.page.keyboard.press('Enter');
  await grace.page.keyboard.type('new words ');
  await expect(ada.paragraph('new words')).toBeAttached();
  expect(Math.abs((await restingPlace(ada.page, line)) - seen)).toBeLessThan(2);
  expect(place).toBeGreaterThan(0);
  // The caret is where it was left.
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.type(' my end');
  await expect(ada.text.locator('p', { hasText: /^Line 333: .* my end/ })).toBeVisible();
});

test('a search goes to a line far away', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await expect(ada.paragraph('Line 1:')).toBeVisible();
  await ada.text.press('ControlOrMeta+f');
  await ada.page.getByRole('textbox', { name: 'Find', exact: true }).fill('Line 444');
  await expect(ada.text.locator('.mh-find-match--current')).toBeInViewport();
});

test('keys go to its very ends, and select up to them', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.paragraph('Line 1:').click();
  await ada.page.keyboard.press('ControlOrMeta+End');
  await ada.page.keyboard.type('last');
  await expect(ada.text.locator('p').last()).toHaveText(/^Line 499: .*last$/);
  await expect(ada.text.locator('p').last()).toBeInViewport();
  await ada.page.keyboard.press('ControlOrMeta+Home');
  await ada.page.keyboard.type('first');
  await expect(ada.text.locator('h2').first()).toHaveText('firstPart 0');
  await ada.page.keyboard.press('ControlOrMeta+Shift+End');
  await ada.page.keyboard.press('Backspace');
  await ada.expectText('first');
});

test('it is printed whole', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const end = ada.paragraph(`Line ${lineCount - 1}:`);
  await expect(end).toBeAttached();
  await ada.page.emulateMedia({ media: 'print' });
  const isDrawn = () =>
    end.evaluate((block) => {
      const range = document.createRange();
      range.selectNodeContents(block);
      return range.getClientRects().length > 0 && getComputedStyle(block).contentVisibility === 'visible';
    });
  await expect.poll(isDrawn).toBe(true);
});
