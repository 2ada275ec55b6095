import { devices } from '@playwright/test';
import { expectAccessible } from '../fixtures/axe.js';
import { createDocument, type JsonBlock } from '../fixtures/create-document.js';
import { expect, test, withTokens } from '../fixtures/test.js';
import { signToken } from '../fixtures/token.js';
import type { DocumentPage } from '../pages/document-page.js';
import { EditorMenus } from '../pages/editor-menus.js';

const { viewport, isMobile, hasTouch, deviceScaleFactor, userAgent } = devices['Pixel 7'];
const phone = { viewport, isMobile, hasTouch, deviceScaleFactor, userAgent };

/** Of this server: no test asks anybody else for a page. */
const target = '/d/e2e-linked';

function line(before: string, words: string, after: string, href = target): JsonBlock {
  const link = { type: 'link', attrs: { href } };
  const content = [
    { type: 'text', text: before },
    { type: 'text', text: words, marks: [link] },
    { type: 'text', text: after },
  ];
  return { type: 'paragraph', content: content.filter(({ text }) => text !== '') };
}

/** What somebody does opens the link in a tab of its own, which knows nothing of this one. */
async function expectOpens(document: DocumentPage, act: () => Promise<void>): Promise<void> {
  const opening = document.page.context().waitForEvent('page');
  await act();
  const opened = await opening;
  await opened.waitForURL(`**${target}`);
  expect(await opened.evaluate(() => [window.opener, window.document.referrer])).toEqual([null, '']);
  await opened.close();
}

const caretOffset = (document: DocumentPage) => document.page.evaluate(() => getSelection()?.anchorOffset);

test('Ctrl or ⌘ with a click, and the middle button, open a link; a plain click writes in it', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [line('See the ', 'other document', ' for more')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await new EditorMenus(ada).untilReady();
  const link = ada.text.getByRole('link', { name: 'other document' });
  await ada.placeCaret('See');
  await expectOpens(ada, () => link.click({ modifiers: ['ControlOrMeta'] }));
  await expectOpens(ada, () => link.click({ button: 'middle' }));
  await ada.page.keyboard.type(' it:');
  await ada.expectText('See it: the other document for more');
  await link.click();
  await ada.page.keyboard.type('X');
  await expect.poll(() => ada.readText()).toMatch(/the o.*X.* for more/);
  expect(ada.page.context().pages()).toHaveLength(1);
});

test('an address that could run code is never opened', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.write('see words');
  await menus.selectWord('words');
  await ada.page.keyboard.press('ControlOrMeta+k');
  await menus.linkField.fill(target);
  await menus.linkField.press('Enter');
  const link = ada.text.getByRole('link');
  // As if a browser's extension, or an older server, had let it through.
  await link.evaluate((element) => element.setAttribute('href', 'javascript:document.title="run"'));
  await link.click({ modifiers: ['ControlOrMeta'] });
  await link.click({ button: 'middle' });
  expect(ada.page.context().pages()).toHaveLength(1);
  await expect(ada.page).not.toHaveTitle('run');
});

test.describe('for readers', () => {
  test.use({ variables: withTokens });

  test('a click opens it', async ({ arrive, id }) => {
    const writer = await (await arrive()).open(id, { token: signToken({ userId: 'w', name: 'W', role: 'edit' }) });
    await writer.write(`see [words](${target}) here`);
    await writer.expectSaved();
    const reader = await (await arrive()).open(id, { token: signToken({ userId: 'r', name: 'R', role: 'view' }) });
    const link = reader.text.getByRole('link', { name: 'words' });
    await expectOpens(reader, () => link.click());
    // Browsers can be told to show readers a caret, too.
    await reader.placeCaret('wor');
    const { linkTools } = new EditorMenus(reader);
    await expect(linkTools.getByRole('link', { name: 'Open' })).toBeVisible();
    await expect(linkTools.getByRole('button')).toHaveCount(1);
    await expect(linkTools.getByRole('button', { name: 'Copy' })).toBeVisible();
    await reader.placeCaret('se');
    await expect(linkTools).toHaveCount(0);
  });
});

test('with the caret in a link its address stands beside it, away while one writes', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [
    line('See the ', 'other document', ' for more', 'https://www.example.org/a/b'),
  ]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.placeCaret('See');
  await expect(menus.linkTools).toHaveCount(0);
  await ada.placeCaret('other');
  await expect(menus.linkTools).toContainText('example.org/a/b');
  await expect(menus.linkTools.getByRole('link', { name: 'Open' })).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(ada.text).toBeFocused();
  await ada.page.keyboard.type('X');
  await expect(menus.linkTools).toHaveCount(0);
  // And back when the caret has rested.
  await expect(menus.linkTools).toBeVisible();
  await ada.page.keyboard.press('Escape');
  await expect(menus.linkTools).toHaveCount(0);
  await ada.page.keyboard.press('ArrowLeft');
  await expect(menus.linkTools).toBeVisible();
  await ada.page.keyboard.press('ControlOrMeta+Shift+ArrowRight');
  await expect(menus.linkTools).toHaveCount(0);
  await expect(menus.bubble).toBeVisible();
  await ada.placeCaret('for');
  await expect(menus.linkTools).toHaveCount(0);
  await ada.expectText('See the otherX document for more');
});

test('the keyboard leads into its tools, through them and back; they copy, change and remove', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [line('See the ', 'other document', ' for more')]);
  const ada = await (await arrive({ permissions: ['clipboard-read', 'clipboard-write'] })).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  const { keyboard } = ada.page;
  const link = ada.text.getByRole('link');
  await ada.placeCaret('other');
  await expect(menus.linkTools).toBeVisible();
  const before = await caretOffset(ada);
  await keyboard.press('Alt+F10');
  await expect(menus.linkTools.getByRole('link', { name: 'Open' })).toBeFocused();
  await keyboard.press('ArrowRight');
  await expect(menus.linkTools.getByRole('button', { name: 'Copy' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(ada.page.getByText('Link copied')).toBeVisible();
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe(`${server.url}${target}`);
  await keyboard.press('Escape');
  await expect(ada.text).toBeFocused();
  expect(await caretOffset(ada)).toBe(before);
  await menus.linkTools.getByRole('button', { name: 'Edit' }).click();
  await expect(menus.linkField).toHaveValue(target);
  await menus.linkField.fill('example.org');
  await menus.linkField.press('Enter');
  await expect(link).toHaveAttribute('href', 'https://example.org');
  await expect(link).toHaveText('other document');
  await expect(ada.text).toBeFocused();
  expect(await caretOffset(ada)).toBe(before);
  await expect(menus.linkTools).toContainText('example.org');
  await menus.linkTools.getByRole('button', { name: 'Remove' }).click();
  await expect(link).toHaveCount(0);
  await expect(menus.linkTools).toHaveCount(0);
  await keyboard.type('!');
  await ada.expectText('See the other! document for more');
});

test('Ctrl K in a link is about the link, elsewhere about everything; Alt Enter opens it', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [line('See the ', 'other document', ' for more')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  const { keyboard } = ada.page;
  await ada.placeCaret('other');
  await expectOpens(ada, () => keyboard.press('Alt+Enter'));
  await keyboard.press('ControlOrMeta+k');
  await expect(menus.linkField).toBeFocused();
  await expect(menus.linkField).toHaveValue(target);
  await keyboard.press('Escape');
  await expect(ada.text).toBeFocused();
  await ada.placeCaret('for mo');
  await keyboard.press('ControlOrMeta+k');
  await expect(menus.palette).toBeVisible();
  await keyboard.press('Escape');
  await keyboard.press('ControlOrMeta+/');
  await expect(menus.shortcuts.getByText('Open link')).toBeVisible();
  await keyboard.press('Escape');
  await ada.expectText('See the other document for more');
});

test('others who write beside and inside the link leave its tools and the caret', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [line('See the ', 'other document', ' for more')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.placeCaret('other');
  await ada.page.keyboard.press('Alt+F10');
  const open = menus.linkTools.getByRole('link', { name: 'Open' });
  await expect(open).toBeFocused();
  await grace.placeCaret('See');
  await grace.writeOn(' now');
  await grace.placeCaret('docu');
  await grace.writeOn('XX');
  await ada.expectText('See now the other docuXXment for more');
  await expect(open).toBeFocused();
  await ada.page.keyboard.press('Escape');
  await ada.page.keyboard.type('!');
  await ada.expectText('See now the other! docuXXment for more');
  await ada.page.keyboard.press('Alt+F10');
  await expect(open).toBeFocused();
  // With the link itself goes what stands beside it.
  await grace.text.press('ControlOrMeta+a');
  await grace.page.keyboard.press('Delete');
  await expect(menus.linkTools).toHaveCount(0);
  await expect(ada.text).toBeFocused();
});

test('beside a pasted address there is the offer of a card alone', async ({ arrive, id }) => {
  const ada = await (await arrive({ permissions: ['clipboard-read', 'clipboard-write'] })).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.text.click();
  await ada.page.evaluate(() => navigator.clipboard.writeText('https://example.org/a'));
  await ada.page.keyboard.press('ControlOrMeta+v');
  const offer = ada.page.getByRole('dialog', { name: 'Link pasted' });
  await expect(offer).toBeVisible();
  await expect(menus.linkTools).toHaveCount(0);
  await ada.page.keyboard.press('Escape');
  await ada.page.keyboard.press('ArrowLeft');
  await expect(menus.linkTools).toContainText('example.org/a');
});

test('on a phone they are targets for fingers, and the address is changed in the sheet', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [line('See the ', 'other document', ' for more')]);
  const ada = await (await arrive(phone)).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await ada.text.getByRole('link').tap();
  await expect(menus.linkTools).toBeVisible();
  for (const button of await menus.linkTools.getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);
  }
  const { x = Number.NaN, width = Number.NaN } = (await menus.linkTools.boundingBox()) ?? {};
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(phone.viewport.width);
  await expectAccessible(ada.page);
  await menus.linkTools.getByRole('button', { name: 'Edit' }).tap();
  await menus.linkField.fill('example.org');
  await menus.linkField.press('Enter');
  await expect(ada.text.getByRole('link')).toHaveAttribute('href', 'https://example.org');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`its tools pass axe in ${colorScheme}`, async ({ arrive, server, id }) => {
    await createDocument(server.url, id, [line('See the ', 'other document', ' for more')]);
    const ada = await (await arrive({ colorScheme })).open(id, { name: 'Ada' });
    const menus = new EditorMenus(ada);
    await menus.untilReady();
    await ada.placeCaret('other');
    await expect(menus.linkTools).toBeVisible();
    await expectAccessible(ada.page);
    await menus.linkTools.getByRole('button', { name: 'Edit' }).click();
    await expect(menus.linkField).toBeFocused();
    await expectAccessible(ada.page);
  });
}
