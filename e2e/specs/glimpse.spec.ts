import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/axe.js';
import { createDocument, everyBlock, heading, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import type { DocumentPage } from '../pages/document-page.js';

/** The document as it looked when it was last open here, until its text has been read. */
const glimpseOf = (page: Page) => page.getByRole('status', { name: 'Opening the document' }).locator('.mh-body');

/** From the next visit on the text of the document is read only when the returned function is called. */
async function holdText({ page }: DocumentPage, id: string): Promise<() => Promise<void>> {
  // What keeps the look of a document, and draws its formulas, comes after the text.
  await page.waitForLoadState('networkidle');
  await page.addInitScript((name) => {
    const open = IDBFactory.prototype.open;
    let openings = 0;
    const held = new Promise<void>((resolve) => Object.assign(window, { releaseText: resolve }));
    IDBFactory.prototype.open = function (...args) {
      // The first opening is for the notes beside the text.
      if (!args[0].endsWith(name) || ++openings !== 2) return open.apply(this, args);
      const request = {} as IDBOpenDBRequest;
      void held.then(() => {
        const real = open.apply(this, args);
        real.onupgradeneeded = (event) => request.onupgradeneeded?.(event);
        real.onerror = (event) => request.onerror?.(event);
        real.onsuccess = (event) => request.onsuccess?.(event);
      });
      return request;
    };
  }, id);
  return () => page.evaluate(() => (Reflect.get(window, 'releaseText') as () => void)());
}

/** From the next visit on each frame is asked whether there are words in the text; after the first of them they must not go. */
async function watchWords({ page }: DocumentPage): Promise<() => Promise<unknown>> {
  await page.addInitScript(() => {
    let hasBegun = false;
    const look = () => {
      const isThere = (document.querySelector('.mh-body')?.textContent ?? '') !== '';
      hasBegun ||= isThere;
      if (hasBegun && !isThere) Object.assign(window, { hasFlashed: true });
      requestAnimationFrame(look);
    };
    look();
  });
  return () => page.evaluate(() => Reflect.get(window, 'hasFlashed') ?? false);
}

/** Where each block of the text is, in pixels. */
function placesIn(page: Page): Promise<unknown[]> {
  return page
    .locator('.mh-body')
    .evaluate((text) =>
      Array.from(text.children, (block) => [block.localName, block.getBoundingClientRect().toJSON()]),
    );
}

const manyBlocks = Array.from({ length: 300 }, (_, index) => paragraph(`Paragraph ${index}`));

test('a document that was open before is seen before it has been read, and nothing moves when it has been', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [
    { type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('Done')] }] },
    { type: 'paragraph', attrs: { textAlign: 'center' }, content: [{ type: 'text', text: 'In the middle' }] },
    ...everyBlock,
  ]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.title.pressSequentially('The title');
  await ada.expectSaved();
  // Drawn, so that its size is known.
  await expect(ada.text.locator('.mh-diagram__picture')).toBeVisible();
  await expect(ada.text.locator('.katex').first()).toBeVisible();
  const release = await holdText(ada, id);
  const hasFlashed = await watchWords(ada);
  await ada.page.reload();
  const glimpse = glimpseOf(ada.page);
  await expect(glimpse).toContainText('In the middle');
  await expect(glimpse.locator('input[type="checkbox"]')).toBeChecked();
  await expect(ada.page.getByRole('heading', { name: 'The title' })).toBeVisible();
  await expect(ada.page).toHaveTitle('The title – Manyhands');
  await expect(ada.text).toHaveCount(0);
  const before = await placesIn(ada.page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await ada.page.emulateMedia({ colorScheme });
    await expectAccessible(ada.page);
  }
  await release();
  await expect(ada.text).toBeEditable();
  await expect(glimpse).toHaveCount(0);
  await expect(ada.text.locator('.mh-diagram__picture')).toBeVisible();
  await expect(ada.text.locator('.katex').first()).toBeVisible();
  expect(await placesIn(ada.page)).toEqual(before);
  expect(await hasFlashed()).toBe(false);
});

test('what was written in the last moment is in it, and what others did there is not', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [heading(1, 'Plans'), paragraph('Words')]);
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await grace.placeCaret('Wor');
  await expect(ada.caretOf('Grace')).toBeVisible();
  const release = await holdText(ada, id);
  await ada.write(' of Ada');
  await ada.expectSaved();
  await ada.page.reload();
  await expect(glimpseOf(ada.page)).toHaveText('PlansWords of Ada');
  await expect(glimpseOf(ada.page).locator('.mh-caret')).toHaveCount(0);
  await release();
  await ada.expectText('Plans\nWords of Ada');
});

test('a click into it has put the caret there when one can write', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, manyBlocks);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.expectSaved();
  const release = await holdText(ada, id);
  await ada.page.reload();
  const line = glimpseOf(ada.page).getByText('Paragraph 4', { exact: true });
  const box = await line.boundingBox();
  if (box === null) throw new Error('the line is not there');
  await ada.page.mouse.click(box.x + box.width - 4, box.y + box.height / 2);
  await release();
  await expect(ada.text).toBeFocused();
  await ada.page.keyboard.type(' is mine');
  await expect(ada.paragraph('Paragraph 4 is mine')).toBeVisible();
  await expect(ada.text.locator(':scope > *')).toHaveCount(manyBlocks.length);
});

test('where it was scrolled to, the text is, too', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, manyBlocks);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.expectSaved();
  const release = await holdText(ada, id);
  await ada.page.reload();
  const line = glimpseOf(ada.page).getByText('Paragraph 30', { exact: true });
  await line.waitFor();
  await ada.page.mouse.move(640, 400);
  await ada.page.mouse.wheel(0, 600);
  await expect.poll(() => ada.page.evaluate(() => scrollY)).toBe(600);
  const before = await line.boundingBox();
  await release();
  await expect(ada.text.locator(':scope > *')).toHaveCount(manyBlocks.length);
  expect(await ada.paragraph('Paragraph 30').boundingBox()).toEqual(before);
});

test('the face and the width of the document are there from the first moment', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [paragraph('Words')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.expectSaved();
  await ada.page.getByRole('button', { name: 'Document menu' }).click();
  await ada.page.getByRole('menuitemradio', { name: 'Serif', exact: true }).click();
  await ada.expectSaved();
  const release = await holdText(ada, id);
  await ada.page.reload();
  await expect(glimpseOf(ada.page)).toBeVisible();
  await expect(ada.page.locator('html')).toHaveAttribute('data-reading-font', 'serif');
  await release();
  await expect(ada.text).toBeEditable();
});

test('one that is damaged, or that somebody has put there, does nothing', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [paragraph('Words')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.expectSaved();
  for (const blocks of [
    'not even a list',
    [{ tag: 'p', attributes: { 'data-a b': 'x' }, children: ['Words'] }],
    [
      { tag: 'script', attributes: {}, children: ['window.isHacked = true'] },
      { tag: 'img', attributes: { src: '/none', onerror: 'window.isHacked = true' }, children: [] },
    ],
  ]) {
    await ada.page.evaluate(
      async ([name, glimpse]) => {
        const found = (await indexedDB.databases()).find((database) => database.name?.endsWith(name));
        const db = await new Promise<IDBDatabase>((resolve) => {
          const request = indexedDB.open(found?.name ?? '');
          request.onsuccess = () => resolve(request.result);
        });
        const transaction = db.transaction('custom', 'readwrite');
        transaction.objectStore('custom').put(glimpse, 'manyhands:glimpse');
        await new Promise((resolve) => transaction.addEventListener('complete', resolve));
        db.close();
      },
      [id, { title: 'T', settings: { font: 'sans', isWide: false }, blocks, goesOn: true }] as const,
    );
    // Without the last words of the page that goes.
    await ada.page.goto('about:blank');
    await ada.page.goto(`${server.url}/d/${id}`);
    await ada.expectText('Words');
    await expect(ada.text).toBeEditable();
    expect(await ada.page.evaluate(() => Reflect.get(window, 'isHacked'))).toBeUndefined();
  }
});
