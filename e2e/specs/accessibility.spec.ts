import { expectAccessible } from '../fixtures/axe.js';
import { expect, test } from '../fixtures/test.js';

test.use({ sharesServer: false });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every state of the pages passes axe in ${colorScheme}`, async ({ arrive, server }) => {
    const list = await (await arrive({ colorScheme })).openList();
    await expect(list.page.getByText('Nothing has been written here yet.')).toBeVisible();
    await expectAccessible(list.page);

    const ada = await list.create();
    await expect(ada.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
    await ada.expectSaved();
    await expectAccessible(ada.page);

    await ada.giveName('Ada');
    await ada.title.click();
    await ada.page.keyboard.type('A title\n');
    await ada.page.keyboard.type('Words with `code` in them\n# Heading\n- one\ntwo\n\n> quote\n\n\n```\ncode');
    const id = new URL(ada.page.url()).pathname.replace('/d/', '');
    const grace = await (await arrive({ colorScheme })).open(id, { name: 'Grace' });
    await grace.write('and Grace');
    await expect(ada.caretOf('Grace')).toHaveCount(1);
    await ada.expectSaved();
    await expectAccessible(ada.page);

    const theirs = await (await arrive({ colorScheme })).openList();
    await expect(theirs.document('A title')).toBeVisible();
    await expectAccessible(theirs.page);

    const response = await fetch(`${server.url}/api/v1/documents/${id}`, { method: 'DELETE' });
    expect(response.status).toBe(204);
    await expect(ada.notice).toBeVisible();
    await expectAccessible(ada.page);

    const offline = await (await arrive({ colorScheme })).open(`${id}-offline`, { name: 'Ada' });
    await offline.expectSaved();
    await server.kill();
    await offline.write('kept');
    await offline.expectState('Offline, 4 changes kept on this device');
    await expectAccessible(offline.page);
  });
}

test('everything can be done with the keyboard alone', async ({ arrive }) => {
  const list = await (await arrive()).openList();
  await expect(list.newDocument).toBeVisible();
  await list.newDocument.focus();
  await list.page.keyboard.press('Enter');
  await list.page.waitForURL('**/d/*');
  const { page } = list;
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Title' }).focus();
  await page.keyboard.type('By hand');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('Text');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type(' and keys');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveText('By hand and keys');
  await expect(page.getByRole('textbox', { name: 'Document text' })).toHaveText('Text');
});

test('states that matter are announced, and the coming and going of Saving is not', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id);
  const announcement = ada.page.getByRole('status').filter({ hasNotText: 'Opening' });
  await ada.write('quiet');
  await ada.expectSaved();
  await expect(announcement).toHaveText('');
  await server.kill();
  await expect(announcement).toHaveText(/Reconnecting|Offline/, { timeout: 15_000 });
  await server.start();
  await expect(announcement).toHaveText('Saved', { timeout: 15_000 });
});
