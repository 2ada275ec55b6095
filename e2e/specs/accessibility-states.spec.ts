import { expectAccessible } from '../fixtures/axe.js';
import { withNewerSchema } from '../fixtures/newer-schema.js';
import { expect, test, withTokens } from '../fixtures/test.js';
import { signToken } from '../fixtures/token.js';

// What a document and the list say in each state. Saved, deleted, offline with changes and the empty list are in
// accessibility.spec.ts, the copy on the device in device-storage.spec.ts, blocks in blocks-accessibility.spec.ts.

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test('a sentence about what did not work', async ({ arrive, id }) => {
      const ada = await (await arrive({ colorScheme })).open(id, { name: 'Ada' });
      await ada.text.click();
      await ada.text.evaluate((element) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'word '.repeat(600_000));
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      });
      await expect(ada.page.getByRole('alert').filter({ hasText: 'too much' })).toBeVisible();
      await expectAccessible(ada.page);
    });

    test('opening, not on this device, an older app, no such page', async ({ arrive, server, id }) => {
      const waiting = await arrive({ colorScheme });
      // A socket that says nothing.
      await waiting.context.routeWebSocket(/\/sync\//, () => undefined);
      const opening = await waiting.open(id);
      await expect(
        opening.page
          .getByRole('status', { name: /Opening/ })
          .or(opening.page.getByText('Opening…'))
          .first(),
      ).toBeVisible();
      await expect(opening.page.locator('.mh-skeleton')).toBeVisible();
      await expectAccessible(opening.page);

      const away = await arrive({ colorScheme });
      await away.context.routeWebSocket(/\/sync\//, (socket) => void socket.close());
      const absent = await away.open(id);
      await expect(absent.page.getByText('not on this device yet')).toBeVisible({ timeout: 20_000 });
      await expectAccessible(absent.page);

      const older = await arrive({ colorScheme });
      await older.context.routeWebSocket(/\/sync\//, (socket) => {
        const upstream = socket.connectToServer();
        upstream.onMessage((message) => socket.send(typeof message === 'string' ? message : withNewerSchema(message)));
      });
      const outdated = await older.open(id);
      await outdated.expectState('Update needed');
      await expectAccessible(outdated.page);

      for (const path of ['/nothing', '/d/']) {
        await outdated.page.goto(`${server.url}${path}`);
        await expect(outdated.page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(outdated.page);
      }
    });

    test('the list while it is loaded, full, and without the server', async ({ arrive, id }) => {
      const person = await arrive({ colorScheme });
      const document = await person.open(id, { name: 'Ada' });
      await document.title.pressSequentially('Harvest plan');
      await document.expectSaved();
      let answer = () => {};
      const asked = new Promise<void>((resolve) => {
        answer = resolve;
      });
      await person.context.route('**/api/v1/documents*', async (route) => {
        await asked;
        await route.abort();
      });
      const list = await person.openList();
      await expect(list.newDocument).toBeVisible();
      await expectAccessible(list.page);
      answer();
      await expect(list.page.getByText('The server cannot be reached.')).toBeVisible();
      await expect(list.document('Harvest plan')).toBeVisible();
      await expectAccessible(list.page);
      await person.context.unroute('**/api/v1/documents*');
      await list.page.reload();
      await expect(list.page.getByText('The server cannot be reached.')).toHaveCount(0);
      await expectAccessible(list.page);
    });
  });
}

test.describe('a server that stops', () => {
  test.use({ sharesServer: false });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`saving, reconnecting, offline: ${colorScheme}`, async ({ arrive, server, id }) => {
      const ada = await (await arrive({ colorScheme })).open(id, { name: 'Ada' });
      await ada.write('Words');
      await ada.expectSaved();
      server.freeze();
      await ada.write(' more');
      await ada.expectState('Saving…');
      await expectAccessible(ada.page);
      server.thaw();
      await ada.expectSaved();
      await server.kill();
      await ada.expectState('Reconnecting…');
      await expectAccessible(ada.page);
      await ada.expectState('Offline');
      await expectAccessible(ada.page);
    });
  }
});

test.describe('a server with tokens', () => {
  test.use({ variables: withTokens });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`read only, signed out, no access: ${colorScheme}`, async ({ arrive, id }) => {
      const ada = await (await arrive()).open(id, { token: signToken({ userId: 'u1', name: 'Ada', role: 'edit' }) });
      await ada.write('# Look\n[ ] task\n\n\n```js code');
      await ada.press('ControlOrMeta+Enter');
      await ada.page.keyboard.type(`${'| a wide table '.repeat(12)}|\n`);
      await ada.expectSaved();
      const viewToken = signToken({ userId: 'u2', name: 'Grace', role: 'view' });
      const grace = await (await arrive({ colorScheme })).open(id, { token: viewToken });
      await grace.expectState('Read only, you may view');
      await expect(grace.text).toContainText('task');
      await expect(grace.text.getByRole('group', { name: 'Wide table' })).toHaveAttribute('tabindex', '0');
      await expectAccessible(grace.page);

      const nobody = await arrive({ colorScheme });
      const signedOut = await nobody.open(id);
      await signedOut.expectState('Signed out');
      await expectAccessible(signedOut.page);
      const list = await nobody.openList();
      await expect(list.page.getByText('The server asks you to sign in to see its documents.')).toBeVisible();
      await expectAccessible(list.page);

      const elsewhere = signToken({ userId: 'u3', name: 'Mary', role: 'edit', room: 'another' });
      const refused = await (await arrive({ colorScheme })).open(id, { token: elsewhere });
      await refused.expectState('No access');
      await expectAccessible(refused.page);
    });
  }
});
