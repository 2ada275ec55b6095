import { withNewerSchema } from '../fixtures/newer-schema.js';
import { expect, test, withTokens } from '../fixtures/test.js';
import { png } from '../fixtures/test-files.js';
import { signToken } from '../fixtures/token.js';
import { ImagePart } from '../pages/image-part.js';

test.use({ sharesServer: false, keepsApp: true });

const photo = png('photo.png', { width: 400, height: 200 });

test('says Saved only after the server has acknowledged', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id);
  await ada.expectSaved();
  server.freeze();
  await ada.write('x');
  await ada.expectState('Saving…');
  // Still so after longer than any acknowledgement takes: the chip must not give in.
  await expect(ada.state).not.toHaveText('Saved', { timeout: 1_500 });
  server.thaw();
  await ada.expectSaved();
});

test('says Reconnecting, then Offline with the number of changes, then Saved', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id);
  await ada.expectSaved();
  await server.kill();
  await ada.expectState('Reconnecting…');
  await ada.write('twelve chars');
  await ada.expectState('Offline, 12 changes kept on this device');
  await server.start();
  await ada.expectSaved();
});

test('counts a file that waits on the device, and says Saved when the server has it', async ({ arriveByCable, id }) => {
  const { person, cable } = await arriveByCable();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.expectSaved();
  await ada.untilKept();
  cable.cut();
  await ada.expectState(/Offline|Reconnecting/);
  const image = await ImagePart.paste(ada, photo);
  await ada.expectState(/^Offline, \d+ changes? and 1 file kept on this device$/);
  await ada.page.reload();
  await ada.expectState(/^Offline, \d+ changes? and 1 file kept on this device$/);
  cable.mend();
  await ada.expectSaved();
  expect(await image.address()).not.toBeNull();
});

test('says Saving while a file is on its way, and which files the server did not take', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.expectSaved();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await ada.page.route('**/api/v1/documents/*/files*', async (route) => {
    await held;
    await route.fulfill({ status: 413, json: { detail: 'too large' } });
  });
  const image = await ImagePart.paste(ada, photo);
  await expect(image.status).toHaveText(/Uploading/);
  await ada.expectState('Saving…');
  await expect(ada.state).not.toHaveText('Saved', { timeout: 1_500 });
  release();
  await ada.expectState('1 file not uploaded');
  await image.figure.getByRole('button', { name: 'Remove' }).click();
  await ada.expectSaved();
});

test('says Deleted when the document is deleted, and lets nobody write into the void', async ({
  arrive,
  server,
  id,
}) => {
  const ada = await (await arrive()).open(id);
  await ada.write('Soon gone');
  await ada.expectSaved();
  const response = await fetch(`${server.url}/api/v1/documents/${id}`, { method: 'DELETE' });
  expect(response.status).toBe(204);
  await ada.expectState('Deleted');
  await expect(ada.notice).toContainText('This document was deleted on the server.');
  await expect(ada.text).toHaveAttribute('contenteditable', 'false');
  // The handshake is refused from now on: that reason has to be found out, too.
  await ada.page.reload();
  await ada.expectState('Deleted');
  await expect(ada.notice).toContainText('You can copy what you see here.');
  // Somebody who never saw it sees nothing that could be copied.
  const grace = await (await arrive()).open(id);
  await grace.expectState('Deleted');
  await expect(grace.notice).toContainText('This document was deleted on the server.');
  await expect(grace.notice).not.toContainText('copy');
  await grace.notice.getByRole('link', { name: 'All documents' }).click();
  await expect(grace.page).toHaveURL(`${server.url}/`);
});

test('says Update needed to an app that is older than the document, and keeps it from touching anything', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id);
  await ada.write('Written by this version');
  await ada.expectSaved();
  const person = await arrive();
  await person.context.routeWebSocket(/\/sync\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => socket.send(typeof message === 'string' ? message : withNewerSchema(message)));
  });
  const grace = await person.open(id);
  await grace.expectState('Update needed');
  await expect(grace.notice).toContainText('This document was written with a newer version of the app.');
  await expect(grace.notice.getByRole('button', { name: 'Reload' })).toBeVisible();
  await expect(grace.text).toHaveCount(0);
});

test('Update needed keeps what was written offline, and Reload sends it', async ({ arrive, server, id }) => {
  const person = await arrive();
  let isNewer = false;
  await person.context.routeWebSocket(/\/sync\//, (socket) => {
    const upstream = socket.connectToServer();
    upstream.onMessage((message) =>
      socket.send(typeof message === 'string' || !isNewer ? message : withNewerSchema(message)),
    );
  });
  const ada = await person.open(id);
  await ada.write('Before. ');
  await ada.expectSaved();
  await ada.untilKept();
  await server.kill();
  await ada.write('Offline.');
  await ada.expectState('Offline, 8 changes kept on this device');
  isNewer = true;
  await server.start();
  await ada.expectState('Update needed');
  await expect(ada.text).toHaveAttribute('contenteditable', 'false');
  await expect(ada.notice).toContainText('Your latest 8 changes are kept on this device.');
  isNewer = false;
  await ada.notice.getByRole('button', { name: 'Reload' }).click();
  await ada.expectSaved();
  const grace = await (await arrive()).open(id);
  await grace.expectText('Before. Offline.');
});

test('a window that slept for days, or was frozen, catches up and says what is true', async ({ arrive, id }) => {
  const person = await arrive();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.page.clock.install();
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.write('Ada. ');
  await grace.expectText('Ada. ');
  const cdp = await ada.page.context().newCDPSession(ada.page);
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  await grace.write('Grace, meanwhile.');
  await grace.expectSaved();
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await ada.page.clock.fastForward(3 * 24 * 3_600_000);
  await ada.expectText('Ada. Grace, meanwhile.');
  await ada.write(' Ada again.');
  await grace.expectText('Ada. Grace, meanwhile. Ada again.');
  await ada.expectSaved();
});

test.describe('with tokens', () => {
  test.use({ variables: withTokens });

  test('says Read only to somebody who may only view, and shows what others write', async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id, { token: signToken({ userId: 'u1', name: 'Ada', role: 'edit' }) });
    await ada.write('Look');
    await ada.expectSaved();
    const grace = await (await arrive()).open(id, { token: signToken({ userId: 'u2', name: 'Grace', role: 'view' }) });
    await grace.expectState('Read only, you may view');
    await grace.expectText('Look');
    await expect(grace.text).toHaveAttribute('contenteditable', 'false');
    await ada.write(' here');
    await grace.expectText('Look here');
    await expect(ada.avatarOf('Grace')).toBeVisible();
    expect(grace.page.url()).not.toContain('token');
  });

  test('says Signed out without a token, and stops asking', async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id);
    await ada.expectState('Signed out');
    // Nor does it speak to a stranger of what they had, and of signing in again.
    await expect(ada.notice).toHaveText('The server asks you to sign in. Sign in to see this document.Try again');
  });

  test('says Signed out when the token ends, and keeps what is written then on the device', async ({ arrive, id }) => {
    const token = signToken({ userId: 'u1', name: 'Ada', role: 'edit', lifetime: 4 });
    const ada = await (await arrive()).open(id, { token });
    await ada.write('In time. ');
    await ada.expectSaved();
    await ada.expectState('Signed out');
    await ada.write('Late.');
    await expect(ada.notice).toContainText('Your latest 5 changes are kept on this device.');
  });
});
