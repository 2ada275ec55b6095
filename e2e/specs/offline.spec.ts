import { createDocument, paragraph } from '../fixtures/create-document.js';
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

test('what is written offline is kept when somebody changes, moves or joins its block meanwhile', async ({
  arrive,
  arriveByCable,
  server,
  id,
}) => {
  await createDocument(
    server.url,
    id,
    ['before', 'one alpha omega', 'two alpha omega', 'three alpha omega', 'four alpha omega', 'after'].map((words) =>
      paragraph(words),
    ),
  );
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const { person, cable } = await arriveByCable();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.expectSaved();
  cable.cut();
  await ada.expectState(/Offline|Reconnecting/);
  for (const number of ['one', 'two', 'three', 'four']) {
    await ada.placeCaret(`${number} alpha`);
    await ada.page.keyboard.type(' MINE');
  }
  const change = async (number: string, keys: string) => {
    await grace.placeCaret(number);
    await grace.press(keys);
  };
  await change('one', 'ControlOrMeta+Alt+2');
  await change('two', 'ControlOrMeta+Shift+8');
  await change('three', 'Alt+Shift+ArrowDown');
  await change('after', 'Home');
  await grace.press('Backspace');
  await grace.expectSaved();
  cable.mend();
  await ada.expectSaved();
  for (const { text } of [ada, grace]) {
    await expect(text.getByRole('heading', { level: 2 })).toHaveText('one alpha MINE omega');
    await expect(text.getByRole('listitem')).toHaveText('two alpha MINE omega');
    await expect(text.locator('p')).toContainText(['three alpha MINE omega']);
    await expect(text.locator('p')).toContainText(['four alpha MINE omega']);
  }
  // She goes on where she was.
  await ada.page.keyboard.type('!');
  await expect(grace.text).toContainText('four alpha MINE! omega');
});

test('lines written offline in a list that somebody numbers, and at the end of a line that somebody breaks, are where they belong', async ({
  arrive,
  arriveByCable,
  server,
  id,
}) => {
  await createDocument(server.url, id, [paragraph('alpha beta omega'), paragraph('last')]);
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await grace.placeCaret('last');
  await grace.page.keyboard.press('Enter');
  await grace.page.keyboard.type('- one item\ntwo item\nthree item');
  const { person, cable } = await arriveByCable();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.expectSaved();
  cable.cut();
  await ada.expectState(/Offline|Reconnecting/);
  await ada.placeCaret('two item');
  await ada.page.keyboard.type('\nMINE');
  await ada.placeCaret('omega');
  await ada.page.keyboard.type(' TOO');
  await grace.placeCaret('two item');
  await grace.press('ControlOrMeta+Shift+7');
  await grace.placeCaret('alpha beta');
  await grace.press('Enter');
  await grace.expectSaved();
  cable.mend();
  await ada.expectSaved();
  for (const { text } of [ada, grace]) {
    await expect(text.locator('ol > li')).toHaveText(['one item', 'two item', 'MINE', 'three item']);
    await expect(text.locator('ul')).toHaveCount(0);
    await expect(text.locator('p')).toContainText(['alpha beta', 'omega TOO']);
  }
  // She goes on where she was.
  await ada.page.keyboard.type('!');
  await expect(grace.text.locator('p')).toContainText(['alpha beta', 'omega TOO!']);
});

test('words that an earlier visit left on the device go into the block that somebody made of theirs', async ({
  arrive,
  arriveByCable,
  server,
  id,
}) => {
  await createDocument(server.url, id, [paragraph('before'), paragraph('alpha beta omega')]);
  const { person, cable } = await arriveByCable();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.expectSaved();
  cable.cut();
  await ada.placeCaret('alpha beta');
  await ada.page.keyboard.type(' MINE');
  await ada.expectState('Offline, 5 changes kept on this device');
  await ada.page.close();
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await grace.placeCaret('alpha');
  await grace.press('ControlOrMeta+Alt+2');
  await grace.expectSaved();
  cable.mend();
  const again = await person.open(id);
  for (const { text } of [again, grace])
    await expect(text.getByRole('heading', { level: 2 })).toHaveText('alpha beta MINE omega');
  await again.expectSaved();
});

test('words of somebody who has left go into the block that somebody else had made of theirs offline', async ({
  arrive,
  arriveByCable,
  server,
  id,
}) => {
  await createDocument(server.url, id, [paragraph('before'), paragraph('alpha beta omega')]);
  const others = [await (await arrive()).open(id, { name: 'Grace' }), await (await arrive()).open(id, { name: 'Bob' })];
  const { person, cable } = await arriveByCable();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.expectSaved();
  cable.cut();
  await ada.expectState(/Offline|Reconnecting/);
  await ada.placeCaret('alpha');
  await ada.press('ControlOrMeta+Alt+2');
  const mary = await (await arrive()).open(id, { name: 'Mary' });
  await mary.placeCaret('alpha beta');
  await mary.page.keyboard.type(' HERS');
  await mary.expectSaved();
  await mary.page.close();
  for (const other of others) await expect(other.avatarOf('Mary')).toHaveCount(0);
  cable.mend();
  await ada.expectSaved();
  for (const { text } of [ada, ...others])
    await expect(text.getByRole('heading', { level: 2 })).toHaveText('alpha beta HERS omega');
  // Of those who are here, one alone writes it: the others had their turns meanwhile.
  await ada.page.waitForTimeout(5_000);
  for (const { text } of [ada, ...others])
    await expect(text.getByRole('heading', { level: 2 })).toHaveText('alpha beta HERS omega');
});

test('a line of which two people made a heading, one of them offline, is there once; what somebody deleted in it stays away', async ({
  arrive,
  arriveByCable,
  server,
  id,
}) => {
  await createDocument(server.url, id, [paragraph('one alpha'), paragraph('two omega'), paragraph('last')]);
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const { person, cable } = await arriveByCable();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.expectSaved();
  cable.cut();
  await ada.expectState(/Offline|Reconnecting/);
  for (const one of [ada, grace]) {
    await one.placeCaret('one');
    await one.press('ControlOrMeta+Alt+2');
  }
  await ada.page.keyboard.type(' MINE');
  await grace.page.keyboard.press('End');
  await grace.page.keyboard.type(' HERS');
  await ada.placeCaret('two omega');
  for (const _letter of ' omega') await ada.page.keyboard.press('Backspace');
  await grace.placeCaret('two');
  await grace.press('ControlOrMeta+Alt+3');
  await grace.expectSaved();
  cable.mend();
  await ada.expectSaved();
  for (const { text } of [ada, grace]) {
    await expect(text.getByRole('heading', { level: 2 })).toHaveText('one MINE alpha HERS');
    await expect(text.getByRole('heading', { level: 3 })).toHaveText('two');
    await expect(text.locator('p')).toHaveText(['last']);
  }
});

test('what is written offline in a paragraph that somebody deletes is not lost', async ({
  arrive,
  arriveByCable,
  server,
  id,
}) => {
  await createDocument(server.url, id, [paragraph('before'), paragraph('alpha omega'), paragraph('last')]);
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const { person, cable } = await arriveByCable();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.expectSaved();
  cable.cut();
  await ada.expectState(/Offline|Reconnecting/);
  await ada.placeCaret('alpha omega');
  await ada.page.keyboard.type(' and two words');
  await grace.placeCaret('before');
  await grace.press('Shift+ArrowDown');
  await grace.press('Shift+End');
  await grace.press('Backspace');
  await grace.expectSaved();
  cable.mend();
  await ada.expectSaved();
  await ada.page.keyboard.type('!');
  for (const { text } of [ada, grace]) await expect(text).toContainText('and two words!');
  for (const { text } of [ada, grace]) await expect(text).not.toContainText('alpha');
});
