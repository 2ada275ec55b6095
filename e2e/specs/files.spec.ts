import { expect, test } from '../fixtures/test.js';
import { textFile } from '../fixtures/test-files.js';
import { dropFiles, paste } from '../pages/clipboard.js';

test('a file becomes a card with its name and size, and others can save it', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.text.click();
  await paste(ada.text, { files: [textFile('minutes.txt', 'What was said.')] });
  await expect(ada.text).toContainText('minutes.txt');
  await expect(ada.text).toContainText('TXT · 14 bytes');
  const link = grace.page.getByRole('link', { name: 'Download minutes.txt' });
  await expect(link).toBeVisible();
  const saved = grace.page.waitForEvent('download');
  await link.click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('minutes.txt');
  const stream = await download.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe('What was said.');
});

test('a PDF opens in a tab of its own', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  await paste(ada.text, { files: [textFile('plan.pdf', '%PDF-1.4\n%%EOF\n', 'application/pdf')] });
  const link = ada.page.getByRole('link', { name: 'plan.pdf', exact: true });
  await expect(link).toHaveAttribute('target', '_blank');
});

test('a picture that browsers do not show goes in as a file, and a sentence says so', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('text');
  await dropFiles(ada.paragraph('text'), [textFile('IMG_1.heic', 'not really', 'image/heic')]);
  await expect(ada.page.getByRole('alert').filter({ hasText: 'IMG_1.heic' })).toContainText('browsers do not show');
  await expect(ada.text).toContainText('IMG_1.heic');
  await expect(ada.text.locator('figure')).toHaveCount(0);
});

test('an SVG with a script and a page never run, not even when they are opened', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>window.top.hacked = true</script></svg>';
  const page = '<!doctype html><script>window.top.hacked = true</script>';
  await paste(ada.text, {
    files: [textFile('logo.svg', svg, 'image/svg+xml'), textFile('page.html', page, 'text/html')],
  });
  await expect(ada.text).toContainText('logo.svg');
  await expect(ada.text).toContainText('page.html');
  // The server may refuse them, by its list of types; what it took it gives only to be saved.
  await expect(ada.text.getByRole('status').filter({ hasText: /Upload|Waits/ })).toHaveCount(0);
  await expect(ada.text.locator('figure, img:not(.ProseMirror-separator)')).toHaveCount(0);
  const addresses = await ada.text
    .locator('a[href^="/api/v1/files/"], a[href*="/api/v1/files/"]')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  for (const address of new Set(addresses)) {
    const answer = await ada.page.request.get(address);
    expect(answer.headers()['content-disposition']).toMatch(/^attachment/);
    expect(answer.headers()['content-security-policy']).toContain('sandbox');
    expect(answer.headers()['x-content-type-options']).toBe('nosniff');
  }
  expect(await ada.page.evaluate(() => 'hacked' in window)).toBe(false);
});
