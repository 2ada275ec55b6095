import { expect, test, withTokens } from '../fixtures/test.js';
import { signToken } from '../fixtures/token.js';

test.use({ sharesServer: false });

test('a new document is made, named, and found again by somebody else', async ({ arrive, server }) => {
  const list = await (await arrive()).openList();
  await expect(list.page.getByText('Nothing has been written here yet.')).toBeVisible();
  const ada = await list.create();
  await ada.title.pressSequentially('Plans for the winter');
  await ada.expectSaved();
  await ada.page.goto(server.url);
  await expect(list.document('Plans for the winter')).toBeVisible();

  const theirs = await (await arrive()).openList();
  await theirs.document('Plans for the winter').click();
  await expect(theirs.page.getByRole('textbox', { name: 'Title' })).toHaveText('Plans for the winter');
});

test('a new document can be written at once, from its name to its text', async ({ arrive }) => {
  const ada = await (await (await arrive()).openList()).create();
  await expect(ada.title).toBeFocused();
  await ada.page.keyboard.type('Winter');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.type('It will be cold.');
  await expect(ada.title).toHaveText('Winter');
  await expect(ada.text).toHaveText('It will be cold.');
});

test('the theme follows the system until somebody chooses, and the choice is kept', async ({ arrive }) => {
  const list = await (await arrive({ colorScheme: 'dark' })).openList();
  const background = () => list.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await background();
  await list.page.getByRole('button', { name: 'Theme: as the system' }).click();
  await expect(list.page.getByRole('button', { name: 'Theme: light' })).toBeVisible();
  const light = await background();
  expect(light).not.toBe(dark);
  await list.page.reload();
  await expect(list.page.getByRole('button', { name: 'Theme: light' })).toBeVisible();
  expect(await background()).toBe(light);
});

test('an address that is no page says so', async ({ arrive, server }) => {
  const list = await (await arrive()).openList();
  await list.page.goto(`${server.url}/nowhere`);
  await expect(list.page.getByRole('heading', { name: 'There is no page here' })).toBeVisible();
  await list.page.getByRole('link', { name: 'All documents' }).click();
  await expect(list.heading).toBeVisible();
});

test('a document that was deleted leaves the list of the device, too', async ({ arrive, server }) => {
  const list = await (await arrive()).openList();
  const ada = await list.create();
  await ada.title.pressSequentially('Short-lived');
  await ada.expectSaved();
  const id = new URL(ada.page.url()).pathname.replace('/d/', '');
  const response = await fetch(`${server.url}/api/v1/documents/${id}`, { method: 'DELETE' });
  expect(response.status).toBe(204);
  await ada.expectState('Deleted');
  await ada.page.goto(server.url);
  await expect(list.page.getByText('Nothing has been written here yet.')).toBeVisible();
});

test.describe('with tokens', () => {
  test.use({ variables: withTokens });

  test('somebody who is not signed in reads so, and nothing that cannot be known', async ({ arrive }) => {
    const list = await (await arrive()).openList();
    await expect(list.page.getByText('The server asks you to sign in to see its documents.')).toBeVisible();
    await expect(list.page.getByText('Nothing has been written here yet.')).toHaveCount(0);
    await expect(list.newDocument).toHaveCount(0);
  });

  test('somebody whose sign-in ended still finds what they opened on this device', async ({ arrive, server, id }) => {
    const person = await arrive();
    const ada = await person.open(id, { token: signToken({ userId: 'u1', name: 'Ada', role: 'edit' }) });
    await ada.title.pressSequentially('Kept here');
    await ada.expectSaved();
    // The token lasts as long as the window.
    const list = await person.openList();
    await expect(list.page.getByText('The server asks you to sign in to see its documents.')).toBeVisible();
    await list.document('Kept here').click();
    await expect(list.page).toHaveURL(`${server.url}/d/${id}`);
    await expect(list.page.getByRole('textbox', { name: 'Title' })).toHaveText('Kept here');
  });
});
