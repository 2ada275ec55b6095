import { expect, test } from '../fixtures/test.js';

test.use({ sharesServer: false });

const words = (who: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${who}${from + index} `).join('');

test('the server is killed and restarted while two people type, and nothing is lost', async ({
  arrive,
  server,
  id,
}) => {
  test.setTimeout(120_000);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.write('Ada: \nGrace: ');
  await expect(grace.text).toContainText('Grace:');
  await ada.paragraph('Ada:').click();
  await ada.page.keyboard.press('End');
  await grace.paragraph('Grace:').click();
  await grace.page.keyboard.press('End');

  for (let round = 0; round < 3; round++) {
    const typing = Promise.all([
      ada.writeOn(words('a', round * 20, round * 20 + 20)),
      grace.writeOn(words('g', round * 20, round * 20 + 20)),
    ]);
    await expect(grace.text).toContainText(`a${round * 20 + 5} `);
    await server.kill();
    await server.start();
    await typing;
  }

  await ada.expectSaved();
  await grace.expectSaved();
  const text = `Ada: ${words('a', 0, 60)}\nGrace: ${words('g', 0, 60)}`;
  await ada.expectText(text);
  await grace.expectText(text);
  // And on the disk, not only in the two browsers that remember.
  await server.kill();
  await server.start();
  const katherine = await (await arrive()).open(id);
  await katherine.expectText(text);
});

test('what the chip called saved is there after the server was killed in that moment', async ({
  arrive,
  server,
  id,
}) => {
  const person = await arrive();
  const ada = await person.open(id, { name: 'Ada' });
  await ada.write('Every word that was called saved');
  await ada.expectSaved();
  await server.kill();
  await ada.page.close();
  await server.start();
  const grace = await (await arrive()).open(id);
  await grace.expectText('Every word that was called saved');
});
