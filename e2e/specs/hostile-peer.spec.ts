import { expect, test } from '../fixtures/test.js';

test.use({ sharesServer: false });

/** Presence that a person's browser might be sent by somebody who wants to break it. */
const hostileStates = [
  '{"user":null,"cursor":{"anchor":null,"head":null}}',
  '{"user":"text","cursor":"text"}',
  '{"user":{"name":{"a":1},"color":"url(https://evil.example/x)"},"cursor":{"anchor":{},"head":{}}}',
  '{"user":{"name":"x","color":"red;background:url(//evil.example)"},"cursor":{"anchor":{"tname":"default"},"head":{"tname":"default"}}}',
  '{"user":{"name":"x"},"cursor":{"anchor":{"item":{"client":-1,"clock":1.5}},"head":{"item":{"client":1e300,"clock":null}}}}',
  '{"user":{"name":"x"},"cursor":{"anchor":{"type":{"client":"a","clock":{}}},"head":{"tname":"constructor"}}}',
  `{"user":{"name":"${'long '.repeat(500)}","id":"${'i'.repeat(2000)}"},"cursor":{"anchor":{"tname":"title","assoc":"x"},"head":{"tname":"title"}}}`,
];

test('presence that makes no sense breaks nobody’s editor', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('Still ');
  await ada.expectSaved();
  const mallory = await (await arrive()).openList();
  await mallory.page.evaluate(
    async ({ url, states }) => {
      const varUint = (value: number): number[] =>
        value < 128 ? [value] : [(value % 128) | 128, ...varUint(Math.floor(value / 128))];
      const withLength = (bytes: readonly number[]) => [...varUint(bytes.length), ...bytes];
      const socket = new WebSocket(url);
      await new Promise((resolve) => socket.addEventListener('open', resolve));
      states.forEach((state, index) => {
        const text = [...new TextEncoder().encode(state)];
        const entry = [1, ...varUint(1000 + index), 1, ...withLength(text)];
        socket.send(Uint8Array.from([1, ...withLength(entry)]));
      });
    },
    { url: `${server.url.replace('http', 'ws')}/sync/${id}`, states: hostileStates },
  );
  await expect(ada.people.getByRole('listitem')).not.toHaveCount(1);
  await ada.writeOn('writing');
  await ada.expectText('Still writing');
  await ada.expectSaved();
  const styles = await ada.page
    .locator('[style]')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('style') ?? ''));
  expect(styles.filter((style) => style.includes('evil'))).toEqual([]);
});
