import { expect, test } from '../fixtures/test.js';

test.use({ sharesServer: false, keepsApp: true });

test('one goes offline, both write, and on return both have everything', async ({ arrive, arriveByCable, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const { person, cable } = await arriveByCable();
  const grace = await person.open(id, { name: 'Grace' });
  await ada.write('Together\n');
  await expect(grace.text).toContainText('Together');
  await grace.expectSaved();

  await person.context.setOffline(true);
  cable.cut();
  await grace.expectState('Offline');
  await grace.write('Grace, on a train');
  await ada.write('Ada, at her desk');
  await ada.expectSaved();
  await grace.expectState('Offline, 17 changes kept on this device');
  await expect(ada.text).not.toContainText('train');

  cable.mend();
  await person.context.setOffline(false);
  await grace.expectSaved();
  for (const person of [ada, grace]) {
    await expect.poll(() => person.readText()).toContain('Grace, on a train');
    await expect.poll(() => person.readText()).toContain('Ada, at her desk');
  }
  await ada.expectText(await grace.readText());
});

test('a reload while the server is down shows the text, takes changes, and sends them later', async ({
  arrive,
  server,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('Before. ');
  await ada.expectSaved();
  await ada.untilKept();

  await server.kill();
  await ada.page.reload();
  await ada.expectText('Before. ');
  await ada.expectState('Offline');
  await ada.write('During.');
  await ada.expectState('Offline, 7 changes kept on this device');
  await ada.page.reload();
  await ada.expectText('Before. During.');
  await ada.expectState('Offline, 7 changes kept on this device');

  await server.start();
  await ada.expectSaved();
  const grace = await (await arrive()).open(id);
  await grace.expectText('Before. During.');
});

test('what was written offline in a window that was closed goes up from the next one', async ({
  arrive,
  server,
  id,
}) => {
  const person = await arrive();
  const first = await person.open(id, { name: 'Ada' });
  await first.write('Saved. ');
  await first.expectSaved();
  await first.untilKept();
  await server.kill();
  await first.write('Kept.');
  await first.expectState('Offline, 5 changes kept on this device');
  await first.page.close();

  await server.start();
  const second = await person.open(id);
  await second.expectText('Saved. Kept.');
  await second.expectSaved();
  const grace = await (await arrive()).open(id);
  await grace.expectText('Saved. Kept.');
});

test('the list and new documents work without the server', async ({ arrive, server }) => {
  const person = await arrive();
  const list = await person.openList();
  const known = await list.create();
  await known.title.pressSequentially('Known here');
  await known.expectSaved();
  await known.untilKept();

  await server.kill();
  await known.page.goto(server.url);
  await expect(list.document('Known here')).toBeVisible();
  await expect(list.page.getByText('The server cannot be reached')).toBeVisible();
  const fresh = await list.create();
  await fresh.write('Begun offline');
  await fresh.expectState('Offline, 13 changes kept on this device');

  await server.start();
  await fresh.expectSaved();
  const id = new URL(fresh.page.url()).pathname.replace('/d/', '');
  const grace = await (await arrive()).open(id);
  await grace.expectText('Begun offline');
});

test('a document that is not on this device says so instead of showing an empty page', async ({
  arrive,
  server,
  id,
}) => {
  const person = await arrive();
  const first = await person.open(id);
  await first.expectSaved();
  await first.untilKept();
  await server.kill();
  const other = await person.open(`${id}-never-opened`);
  await expect(other.page.getByText('not on this device yet')).toBeVisible({ timeout: 20_000 });
  await expect(other.text).toHaveCount(0);
});

test('two windows of one person share what is kept, and neither counts the other’s changes twice', async ({
  arriveByCable,
  id,
}) => {
  const { person, cable } = await arriveByCable();
  const first = await person.open(id, { name: 'Ada' });
  await first.expectSaved();
  await first.untilKept();
  cable.cut();
  await first.expectState('Offline');
  await first.write('abc');
  await first.expectState('Offline, 3 changes kept on this device');
  const second = await person.open(id);
  await second.expectText('abc');
  await second.expectState('Offline, 3 changes kept on this device');
  cable.mend();
  await first.expectSaved();
  await second.expectSaved();
  cable.cut();
  await second.page.reload();
  await second.expectState('Offline');
});
