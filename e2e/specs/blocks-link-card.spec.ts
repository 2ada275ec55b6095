import { card, createDocument, everyBlock, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import type { DocumentPage } from '../pages/document-page.js';

test.use({ sharesServer: false });

async function paste({ text }: DocumentPage, words: string): Promise<void> {
  await text.evaluate((element, data) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', data);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, words);
}

test('a pasted address can become a card, with keys alone', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  await paste(ada, 'https://example.org/guides/first-steps');
  const offer = ada.page.getByRole('dialog', { name: 'Link pasted' });
  await expect(offer).toBeVisible();
  await ada.page.keyboard.press('ArrowDown');
  await ada.page.keyboard.press('Enter');
  const link = ada.text.getByRole('link', { name: /First steps/ });
  await expect(link).toHaveAttribute('href', 'https://example.org/guides/first-steps');
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(link).toHaveAttribute('target', '_blank');
  await ada.page.keyboard.type('after');
  await expect(ada.paragraph('after')).toBeVisible();
});

test('who types on keeps the link', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  await paste(ada, 'https://example.org/');
  const offer = ada.page.getByRole('dialog', { name: 'Link pasted' });
  await expect(offer).toBeVisible();
  await ada.page.keyboard.type(' is a site');
  await expect(offer).toHaveCount(0);
  await expect(ada.text.getByRole('link')).toHaveAttribute('href', 'https://example.org/');
  await ada.expectText('https://example.org/ is a site');
});

test('an address in the middle of words is only a link', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('See ');
  await paste(ada, 'https://example.org/');
  await expect(ada.paragraph('See https://example.org/')).toBeVisible();
  await expect(ada.page.getByRole('dialog', { name: 'Link pasted' })).toHaveCount(0);
});

test('a card opens in a window of its own by a click and by Enter', async ({ arrive, server, id }) => {
  const href = `${server.url}/`;
  await createDocument(server.url, id, [paragraph('above'), card(href, 'Home'), paragraph('below')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const byClick = ada.page.waitForEvent('popup');
  await ada.text.getByRole('link', { name: /Home/ }).click();
  expect(await (await byClick).evaluate(() => window.opener)).toBeNull();
  await ada.paragraph('above').click();
  await ada.page.keyboard.press('ArrowDown');
  const byKey = ada.page.context().waitForEvent('page');
  await ada.page.keyboard.press('Enter');
  expect(await (await byKey).evaluate(() => window.opener)).toBeNull();
  await ada.page.bringToFront();
  await ada.page.keyboard.press('ArrowDown');
  await ada.page.keyboard.type('Right ');
  await expect(ada.paragraph('Right below')).toBeVisible();
});

test('the words on a card are changed beside it', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [card('https://example.org/a', 'Old'), paragraph('after')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.text.getByRole('button', { name: 'Edit card' }).focus();
  await ada.page.keyboard.press('Enter');
  const editor = ada.page.getByRole('dialog', { name: 'Edit card' });
  await editor.getByRole('textbox', { name: 'Title' }).fill('New');
  await grace.paragraph('after').click();
  await grace.page.keyboard.press('End');
  await grace.writeOn('wards');
  await expect(ada.paragraph('afterwards')).toBeVisible();
  await expect(editor.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await ada.page.keyboard.press('Enter');
  await expect(grace.text.getByRole('link', { name: /New/ })).toBeVisible();
});

test('a card with an address that runs leads nowhere', async ({ arrive, server, id }) => {
  const response = await fetch(`${server.url}/api/v1/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id,
      json: { type: 'doc', content: [card('javascript:alert(1)', 'Press'), paragraph('after')] },
    }),
  });
  expect([201, 422]).toContain(response.status);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await expect(ada.text).toBeVisible();
  await expect(ada.text.locator('a[href^="javascript"]')).toHaveCount(0);
});

test('on a phone every block fits, and columns stand below each other', async ({ arrive, server, id }, info) => {
  await createDocument(server.url, id, everyBlock);
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  await expect(ada.paragraph('The end')).toBeVisible();
  const overflow = await ada.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const [first, second] = await ada.text.locator('.mh-column').all();
  const [above, below] = [await first?.boundingBox(), await second?.boundingBox()];
  expect(below?.y).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0) - 1);
  await info.attach('phone', { body: await ada.page.screenshot({ fullPage: true }), contentType: 'image/png' });
});
