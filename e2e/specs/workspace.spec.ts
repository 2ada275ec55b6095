import { createDocument, paragraph } from '../fixtures/create-document.js';
import { expect, test, withTokens } from '../fixtures/test.js';
import { signToken } from '../fixtures/token.js';
import { EditorMenus } from '../pages/editor-menus.js';

test('the edge of the sidebar is dragged, beside whatever stands there, and nothing lands in the text', async ({
  arrive,
  server,
  id,
}) => {
  // Rows for documents at every height of the list.
  for (let index = 0; index < 12; index += 1) await createDocument(server.url, `${id}-${index}`, [paragraph('x')]);
  await createDocument(server.url, id, [paragraph('Plain words')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.expectText('Plain words');
  const sidebar = ada.page.getByRole('complementary', { name: 'Documents' });
  const edge = ada.page.getByRole('separator', { name: 'Width of the sidebar' });
  for (const [y, to] of [
    [200, 480],
    [260, 300],
    [320, 500],
  ] as const) {
    const box = await edge.boundingBox();
    if (box === null) throw new Error('no edge');
    await ada.page.mouse.move(box.x + 2, y);
    await ada.page.mouse.down();
    await ada.page.mouse.move(to - 60, y, { steps: 8 });
    await ada.page.mouse.move(to, y, { steps: 8 });
    await ada.page.mouse.up();
    await expect.poll(async () => Math.abs(((await sidebar.boundingBox())?.width ?? 0) - to)).toBeLessThan(8);
  }
  await ada.expectText('Plain words');
});

test('the keys of the page work from the title, a button and the page', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const { page } = ada;
  const { palette } = new EditorMenus(ada);
  const sidebar = page.getByRole('complementary', { name: 'Documents' });
  const outline = page.getByRole('complementary', { name: 'Outline' });
  // The menus are here, and with them the keys.
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette).toBeVisible();
  await page.keyboard.press('Escape');
  await ada.title.click();
  await page.keyboard.press('ControlOrMeta+.');
  await expect(sidebar).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+.');
  await expect(sidebar).toBeVisible();
  await page.getByRole('button', { name: 'Star this document' }).focus();
  await page.keyboard.press('ControlOrMeta+Alt+o');
  await expect(outline).toBeVisible();
  await page.keyboard.press('ControlOrMeta+f');
  await expect(page.getByRole('search', { name: 'Find in the document' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Star this document' }).focus();
  await page.keyboard.press('ControlOrMeta+Shift+f');
  await expect(page.getByRole('button', { name: 'Leave focus mode' })).toBeVisible();
});

test('focus mode goes on saying whether the words are saved, and ends with Escape', async ({ arriveByCable, id }) => {
  const { person, cable } = await arriveByCable();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.write('Some words');
  await ada.expectSaved();
  await ada.page.keyboard.press('ControlOrMeta+Shift+f');
  await expect(ada.page.getByRole('button', { name: 'Share' })).toBeHidden();
  await expect(ada.state).toBeVisible();
  cable.cut();
  await ada.page.keyboard.type(' more');
  await ada.expectState(/Offline|Reconnecting/);
  await expect(ada.state).toBeInViewport();
  // The slash menu has its own Escape.
  await ada.page.keyboard.type(' /');
  await expect(new EditorMenus(ada).slash).toBeVisible();
  await ada.page.keyboard.press('Escape');
  await expect(ada.page.getByRole('button', { name: 'Share' })).toBeHidden();
  // And so has the find bar.
  await ada.page.keyboard.press('ControlOrMeta+f');
  await expect(ada.page.getByRole('textbox', { name: 'Find', exact: true })).toBeFocused();
  await ada.page.keyboard.press('Escape');
  await expect(ada.page.getByRole('search', { name: 'Find in the document' })).toHaveCount(0);
  await expect(ada.page.getByRole('button', { name: 'Share' })).toBeHidden();
  await ada.page.keyboard.press('Escape');
  await expect(ada.page.getByRole('button', { name: 'Share' })).toBeVisible();
});

test('find, the palette and the shortcuts are in the menu of the document, for those without keys', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('Some words');
  const menus = new EditorMenus(ada);
  const choose = async (item: string) => {
    await ada.page.getByRole('button', { name: 'Document menu' }).click();
    await ada.page.getByRole('menuitem', { name: item }).click();
  };
  await choose('Find and replace');
  await expect(ada.page.getByRole('textbox', { name: 'Find', exact: true })).toBeFocused();
  await ada.page.keyboard.press('Escape');
  await choose('Documents and commands');
  await expect(menus.palette.getByRole('combobox')).toBeFocused();
  await ada.page.keyboard.press('Escape');
  await choose('Keyboard shortcuts');
  await expect(menus.shortcuts).toBeVisible();
});

test('the palette has what the buttons around the text do', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('Some words');
  const { palette } = new EditorMenus(ada);
  const run = async (query: string, title: string) => {
    await ada.page.keyboard.press('ControlOrMeta+k');
    await ada.page.keyboard.type(query);
    await expect(palette.getByRole('option', { name: title })).toBeVisible();
    await palette.getByRole('option', { name: title }).click();
  };
  const html = ada.page.locator('html');
  await run('dark', 'Theme: dark');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(ada.page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  await run('serif', 'Reading face: Serif');
  await expect(html).toHaveAttribute('data-reading-font', 'serif');
  await run('wide', 'Wide text');
  await expect(html).toHaveAttribute('data-width', 'wide');
  await run('star', 'Star or unstar this document');
  await expect(ada.page.getByRole('button', { name: 'Remove the star' })).toBeVisible();
  const download = ada.page.waitForEvent('download');
  await run('download', 'Download Markdown');
  expect((await download).suggestedFilename()).toMatch(/\.md$/);
  await run('new', 'New document');
  await ada.page.waitForURL((url) => !url.pathname.endsWith(id));
});

test.describe('with tokens', () => {
  test.use({ variables: withTokens });
  test('a reader is offered nothing that would change the document', async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id, { token: signToken({ userId: 'ada', name: 'Ada', role: 'edit' }) });
    await ada.write('Words');
    await ada.expectSaved();
    const reader = await (await arrive()).open(id, { token: signToken({ userId: 'r', name: 'R', role: 'view' }) });
    await reader.expectText('Words');
    const { palette } = new EditorMenus(reader);
    await reader.text.click();
    await reader.page.keyboard.press('ControlOrMeta+k');
    await expect(palette.getByRole('option', { name: 'Keyboard shortcuts' })).toBeVisible();
    for (const query of ['heading', 'divider', 'bold', 'undo', 'table', 'delete', 'callout', 'wide', 'replace']) {
      await palette.getByRole('combobox').fill(query);
      // Beside each command stands the group that it is of.
      await expect(palette.getByRole('option').filter({ hasNotText: /Document|Copy link/ })).toHaveCount(0);
    }
  });
});
