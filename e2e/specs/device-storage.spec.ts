import { expectAccessible } from '../fixtures/axe.js';
import { expect, test } from '../fixtures/test.js';

test.use({ sharesServer: false, keepsApp: true });

test('a browser that keeps nothing says so, works, and asks before changes are lost', async ({
  arrive,
  server,
  id,
}) => {
  const person = await arrive();
  await person.context.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
  });
  const ada = await person.open(id);
  await expect(ada.notice).toContainText('This browser keeps nothing for this page.');
  await expectAccessible(ada.page);
  await ada.write('Works');
  await ada.expectSaved();
  await server.kill();
  await ada.write(' still');
  await ada.expectState('Offline, 6 changes only in this window');
  const asked = ada.page.waitForEvent('dialog');
  const closing = ada.page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await closing;
  // Chromium crashes if the context is closed while it still puts the dialog away.
  await ada.write('!');
  await ada.expectState('Offline, 7 changes only in this window');
});

test('leaving asks nothing when changes are kept on the device', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id);
  await ada.expectSaved();
  await server.kill();
  await ada.write('kept');
  await ada.expectState('Offline, 4 changes kept on this device');
  let wasAsked = false;
  ada.page.on('dialog', (dialog) => {
    wasAsked = true;
    void dialog.accept();
  });
  const closed = ada.page.waitForEvent('close');
  await ada.page.close({ runBeforeUnload: true });
  await closed;
  expect(wasAsked).toBe(false);
});

test('a device without room says so, does not claim to keep anything, and catches up when there is room', async ({
  arrive,
  server,
  id,
}) => {
  const person = await arrive();
  // y-indexeddb lets the rejections of its writes go unhandled; the abort of their transaction is what the app acts on.
  person.tolerate(/abort/i);
  await person.context.addInitScript(makeRoomRunOut);
  const ada = await person.open(id);
  await ada.write('Before');
  await ada.expectSaved();
  await ada.untilKept();
  await server.kill();
  await ada.page.evaluate(() => document.documentElement.setAttribute('data-device', 'full'));
  await ada.write(' lost');
  await expect(ada.notice).toContainText('There is no room left on this device');
  await ada.expectState('Offline, 5 changes only in this window');
  // Room again: the whole state is written anew, because the writes that failed left a gap.
  await ada.page.evaluate(() => document.documentElement.removeAttribute('data-device'));
  await ada.expectState('Offline, 5 changes kept on this device');
  await expect(ada.notice).toHaveCount(0);
  await ada.page.reload();
  await ada.expectText('Before lost');
  await server.start();
  await ada.expectSaved();
});

test('a damaged copy is set aside and said to be so; what was written offline survives, and can be downloaded', async ({
  arriveByCable,
  id,
}) => {
  const { person, cable } = await arriveByCable();
  // What y-indexeddb lets go unhandled when Yjs cannot read an update.
  person.tolerate(/page error/);
  const ada = await person.open(id);
  await ada.write('On the server');
  await ada.expectSaved();
  await ada.untilKept();
  cable.cut();
  await ada.write(', and here');
  await ada.expectState('Offline, 10 changes kept on this device');
  await ada.page.evaluate(spoilCopies);
  await ada.page.reload();
  await expect(ada.notice).toContainText('The copy of this document on this device was damaged.');
  await ada.expectText('On the server, and here');
  await expectAccessible(ada.page);
  const download = ada.page.waitForEvent('download');
  await ada.notice.getByRole('button', { name: 'Download a copy' }).click();
  const stream = await (await download).createReadStream();
  let file = '';
  for await (const piece of stream) file += String(piece);
  expect(file).toContain('On the server, and here');
  cable.mend();
  await ada.expectSaved();
  await ada.write(', and still written');
  await ada.expectSaved();
  // It is whole again.
  await ada.page.reload();
  await ada.expectText('On the server, and here, and still written');
  await expect(ada.notice).toHaveCount(0);
});

/** Runs in the page: puts bytes that are no update beside the text. */
async function spoilCopies(): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(name ?? '');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        // Uploads have a database of their own.
        if (!opening.result.objectStoreNames.contains('updates')) {
          opening.result.close();
          resolve();
          return;
        }
        const writing = opening.result.transaction('updates', 'readwrite');
        writing.objectStore('updates').add(Uint8Array.of(1, 255, 255, 255, 255, 15, 7));
        writing.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    });
  }
}

/** Runs in the page. Chromium can no longer be told a small quota, so writes are made to fail as they do past one. */
function makeRoomRunOut(): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...options) {
    const started = transaction.apply(this, options);
    if (options[1] === 'readwrite' && document.documentElement.hasAttribute('data-device')) {
      Object.defineProperty(started, 'error', { value: new DOMException('no room', 'QuotaExceededError') });
      queueMicrotask(() => started.abort());
    }
    return started;
  };
}
