import { expect, test } from '../fixtures/test.js';

test.use({ sharesServer: false });

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/><script>document.title = "ran"</script></svg>';
const page = '<!doctype html><title>ran</title><script>document.title = "ran"</script>';
/** One pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test.describe('uploaded files', () => {
  /** Puts a file on the server as the editor does. @returns its address */
  async function upload(url: string, id: string, name: string, body: BodyInit): Promise<string> {
    const response = await fetch(`${url}/api/v1/documents/${id}/files?name=${name}`, { method: 'POST', body });
    expect(response.status).toBe(201);
    return ((await response.json()) as { url: string }).url;
  }

  test('are shown in a page where they are images, also SVGs, whose scripts do not run', async ({
    arrive,
    server,
    id,
  }) => {
    const person = await arrive();
    const { page: window } = await person.open(id);
    const addresses = [
      await upload(server.url, id, 'a.svg', svg),
      await upload(server.url, id, 'a.png', Buffer.from(png, 'base64')),
    ];
    const sizes = await window.evaluate(
      (sources) =>
        Promise.all(
          sources.map(async (source) => {
            const image = new Image();
            image.src = source;
            await image.decode();
            return [image.naturalWidth, image.naturalHeight];
          }),
        ),
      addresses,
    );
    expect(sizes).toEqual([
      [40, 30],
      [1, 1],
    ]);
    await expect(window).not.toHaveTitle('ran');
  });

  for (const [kind, name, body] of [
    ['an SVG', 'a.svg', svg],
    ['a page', 'a.html', page],
    ['a page that is called an image', 'a.png', page],
  ] as const) {
    test(`${kind} is saved when it is opened by itself, and never run`, async ({ arrive, server, id }) => {
      const person = await arrive();
      const address = await upload(server.url, id, name, body);
      const window = await person.context.newPage();
      const download = window.waitForEvent('download');
      // The navigation becomes a download, which Playwright reports as one that was given up.
      await window.goto(server.url + address).catch(() => undefined);
      expect((await download).suggestedFilename()).toContain(name.split('.')[0]);
      await expect(window).not.toHaveTitle('ran');
    });
  }

  test('are shown in a document that is read as HTML', async ({ arrive, server, id }) => {
    const person = await arrive();
    const address = await upload(server.url, id, 'a.png', Buffer.from(png, 'base64'));
    await fetch(`${server.url}/api/v1/documents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id,
        json: { type: 'doc', content: [{ type: 'image', attrs: { src: address, alt: 'A pixel' } }] },
      }),
    });
    const window = await person.context.newPage();
    await window.goto(`${server.url}/api/v1/documents/${id}?format=html`);
    const image = window.getByRole('img', { name: 'A pixel' });
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1);
  });
});
