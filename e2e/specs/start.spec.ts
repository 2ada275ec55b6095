import type { BrowserContext } from '@playwright/test';
import { createDocument, paragraph, toggle } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { png } from '../fixtures/test-files.js';
import { dropFiles, paste } from '../pages/clipboard.js';
import { DocumentPage } from '../pages/document-page.js';

/** Keeps everything from a page that its HTML does not name, until the returned function is called. */
async function holdLaterParts(context: BrowserContext, url: string): Promise<() => void> {
  const own = await scriptsOf(url);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await context.route('**/_next/static/chunks/*.js', async (route) => {
    if (!own.has(new URL(route.request().url()).pathname)) await released;
    await route.continue();
  });
  return release;
}

async function scriptsOf(url: string): Promise<ReadonlySet<string>> {
  const html = await (await fetch(`${url}/d/any`)).text();
  return new Set([...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, src]) => src ?? ''));
}

test('what a page needs before its text can be written in is what its HTML names', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [paragraph('Plain words')]);
  const ada = await arrive();
  await ada.context.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('.mh-body[contenteditable="true"]') === null) return;
      performance.mark('writable');
      observer.disconnect();
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
  const { page, text } = await ada.open(id);
  await expect(text).toHaveText('Plain words');
  await expect(text).toBeEditable();
  // The menus are the last that come.
  const requested = () =>
    page.evaluate(() => {
      const writable = performance.getEntriesByName('writable')[0]?.startTime ?? 0;
      const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
      return scripts.map(({ name, startTime }) => ({ path: new URL(name).pathname, isEarly: startTime <= writable }));
    });
  const own = await scriptsOf(server.url);
  await expect.poll(async () => (await requested()).some(({ isEarly }) => !isEarly)).toBe(true);
  const early = (await requested()).filter(({ isEarly }) => isEarly).map(({ path }) => path);
  expect(early.filter((path) => !own.has(path))).toEqual([]);
});

test('what is pasted before the code for it is here comes clean, and where the caret was', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [paragraph('Before ')]);
  const ada = await arrive();
  const release = await holdLaterParts(ada.context, server.url);
  const document = await ada.open(id);
  await document.text.click();
  await document.page.keyboard.press('End');
  await paste(document.text, { html: '<b style="color: red">pasted</b><script>x</script>', text: 'pasted' });
  await document.page.keyboard.type(' after');
  await expect(document.text).toHaveText('Before  after');
  release();
  await expect(document.text).toHaveText('Before pasted after');
  await expect(document.text.locator('strong')).toHaveText('pasted');
  await document.page.keyboard.type(' it');
  await expect(document.text).toHaveText('Before pasted after it');
});

test('a file that is dropped before the code for it is here is put in later', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [paragraph('Words')]);
  const ada = await arrive();
  const release = await holdLaterParts(ada.context, server.url);
  const document = await ada.open(id);
  await expect(document.text).toBeEditable();
  const { isPrevented } = await dropFiles(document.text, [png('tree.png', { width: 40, height: 30 })]);
  expect(isPrevented).toBe(true);
  release();
  await expect(document.text.locator('img')).toBeVisible();
});

test('a text with more than words is shown when it can be shown rightly', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [toggle('A summary', paragraph('Folded away'))]);
  const ada = await arrive();
  const release = await holdLaterParts(ada.context, server.url);
  const document = await ada.open(id);
  await expect(document.title).toBeEditable();
  await expect(document.text).toHaveCount(0);
  release();
  await expect(document.text.locator('.mh-toggle')).toBeVisible();
});

test('a block from somebody else in the first moments is drawn rightly in the end; undo is as ever', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [paragraph('Words')]);
  const grace = await (await arrive()).open(id);
  const ada = await arrive();
  const release = await holdLaterParts(ada.context, server.url);
  const document = await ada.open(id);
  await document.write(' of Ada');
  await grace.write(' of Grace');
  await grace.page.keyboard.press('Enter');
  await grace.page.keyboard.type('```');
  await grace.page.keyboard.press('Enter');
  await grace.page.keyboard.type('code');
  await expect(document.text.locator('pre')).toHaveText('code');
  release();
  await expect(document.text.locator('.mh-code pre, .mh-code')).toContainText(['code']);
  await document.undo();
  await expect(document.paragraph('Words of Grace')).toBeVisible();
  expect(document).toBeInstanceOf(DocumentPage);
});
