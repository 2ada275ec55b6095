import { expect, test } from '../fixtures/test.js';
import { png, textFile } from '../fixtures/test-files.js';
import { copy, dropFiles, paste } from '../pages/clipboard.js';
import { ImagePart } from '../pages/image-part.js';

test.use({ keepsApp: true });

const photo = png('photo.png', { width: 400, height: 200 });

test('a pasted picture is there at once and goes up to the server; others see it', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const image = await ImagePart.paste(ada, photo);
  await expect(image.picture).toBeVisible();
  await expect.poll(() => image.address()).not.toBeNull();
  await expect.poll(() => new ImagePart(grace).address()).not.toBeNull();
  // Room is kept by the numbers in the document and not by the picture.
  expect(await new ImagePart(grace).figure.locator('.mh-image__frame').boundingBox()).toMatchObject({
    width: 400,
    height: 200,
  });
});

test('several dropped files land where they were dropped; a folder or a drop elsewhere does not leave the page', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('first\nsecond');
  const files = [photo, png('other.png', { width: 60, height: 60 }), textFile('notes.txt', 'words')];
  await dropFiles(ada.paragraph('second'), files, { x: 2, y: 3 });
  await expect(ada.text.locator('figure')).toHaveCount(2);
  await expect
    .poll(() => ada.text.evaluate((text) => [...text.children].map((block) => block.nodeName)))
    .toEqual(['P', 'FIGURE', 'FIGURE', 'DIV', 'P']);
  const { isPrevented } = await dropFiles(ada.page.getByRole('banner'), [photo]);
  expect(isPrevented).toBe(true);
  await expect(ada.text.locator('figure')).toHaveCount(2);
});

test('offline a picture waits, survives a reload, and goes up later', async ({ arrive, arriveByCable, id }) => {
  const { person, cable } = await arriveByCable();
  const ada = await person.open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.expectSaved();
  await ada.untilKept();
  cable.cut();
  await ada.expectState(/Offline|Reconnecting/);
  const image = await ImagePart.paste(ada, photo);
  await expect(image.picture).toBeVisible();
  await expect(image.status).toHaveText(/Waits/);
  await ada.page.reload();
  await expect(image.picture).toBeVisible();
  cable.mend();
  await expect.poll(() => image.address(), { timeout: 30_000 }).not.toBeNull();
  await expect.poll(() => new ImagePart(grace).address(), { timeout: 20_000 }).not.toBeNull();
});

test('somebody else’s unfinished picture is a placeholder in words, never a broken image', async ({ arrive, id }) => {
  const owner = await arrive();
  const ada = await owner.open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await ada.page.route('**/api/v1/documents/*/files*', async (route) => {
    await held;
    await route.continue();
  });
  await ImagePart.paste(ada, photo);
  const theirs = new ImagePart(grace);
  await expect(theirs.figure).toContainText('A picture is on its way');
  await expect(theirs.picture).toBeHidden();
  release();
  await expect.poll(() => theirs.address()).not.toBeNull();
});

test('undo takes the picture away, and not the end of its upload; redo brings the whole picture back', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('Before');
  const image = await ImagePart.paste(ada, photo);
  await expect.poll(() => image.address()).not.toBeNull();
  await ada.undo();
  await expect(image.figure).toHaveCount(0);
  await ada.redo();
  await expect.poll(() => image.address()).not.toBeNull();
});

test('a picture that was copied into another document stays when the first one is deleted', async ({
  arrive,
  server,
  id,
}) => {
  const person = await arrive();
  const first = await person.open(id, { name: 'Ada' });
  const image = await ImagePart.paste(first, photo);
  await expect.poll(() => image.address()).not.toBeNull();
  await first.expectSaved();
  await first.text.press('ControlOrMeta+a');
  const copied = await copy(first.text);
  const second = await person.open(`${id}-second`);
  await second.expectSaved();
  await second.text.click();
  await paste(second.text, copied);
  const pasted = new ImagePart(second);
  await expect.poll(() => pasted.address()).not.toBeNull();
  await second.expectSaved();
  const response = await fetch(`${server.url}/api/v1/documents/${id}`, { method: 'DELETE' });
  expect(response.status).toBe(204);
  const address = await pasted.picture.evaluate((img: HTMLImageElement) => img.src);
  expect((await fetch(address)).status).toBe(200);
  // Moved within its document it is nothing new.
  const sent: string[] = [];
  second.page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await second.text.press('ControlOrMeta+a');
  await paste(second.text, await copy(second.text));
  await second.expectSaved();
  expect(sent).toEqual([]);
});

test('a picture that was deleted while it went up does not come back', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await ada.page.route('**/api/v1/documents/*/files*', async (route) => {
    await held;
    await route.continue();
  });
  const image = await ImagePart.paste(ada, photo);
  const theirs = new ImagePart(grace);
  await theirs.figure.locator('.mh-image__frame').click({ position: { x: 20, y: 20 } });
  await grace.page.keyboard.press('Delete');
  await expect(image.figure).toHaveCount(0);
  const answered = ada.page.waitForResponse('**/api/v1/documents/*/files*');
  release();
  await answered;
  await ada.write('done');
  await expect(grace.text).toContainText('done');
  await expect(theirs.figure).toHaveCount(0);
});

test('a picture is resized by its handle, by dragging and by keys', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const image = await ImagePart.paste(ada, photo);
  const theirs = new ImagePart(grace);
  await expect.poll(() => theirs.address()).not.toBeNull();
  const size = async () => (await theirs.picture.boundingBox()) ?? { width: 0, height: 0 };
  await image.select();
  const grip = await image.grip.boundingBox();
  if (grip === null) throw new Error('no grip');
  await ada.page.mouse.move(grip.x + 8, grip.y + 40);
  await ada.page.mouse.down();
  await ada.page.mouse.move(grip.x - 42, grip.y + 40, { steps: 5 });
  expect((await size()).width).toBe(400);
  await ada.page.mouse.up();
  // Centred: it grows and shrinks on both sides.
  await expect.poll(async () => Math.round((await size()).width)).toBe(300);
  expect(Math.round((await size()).height)).toBe(150);
  await image.grip.focus();
  await ada.page.keyboard.press('+');
  await expect.poll(async () => Math.round((await size()).width)).toBe(324);
  await ada.page.keyboard.press('-');
  await expect.poll(async () => Math.round((await size()).width)).toBe(300);
});

test('alignment, description, caption and full size are reached by the keyboard', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const image = await ImagePart.paste(ada, photo);
  await expect.poll(() => image.address()).not.toBeNull();
  const { keyboard } = ada.page;
  await image.select();
  await expect(image.toolbar).toBeVisible();
  await keyboard.press('Tab');
  await expect(image.toolbar.getByRole('button', { name: 'Align left' })).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await expect(image.figure).toHaveAttribute('data-align', 'right');
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await ada.page.getByRole('textbox', { name: 'Description' }).fill('A blue field');
  await keyboard.press('Enter');
  await expect(image.picture).toHaveAttribute('alt', 'A blue field');
  await expect(ada.text).toBeFocused();
  await keyboard.type('Blue');
  await expect(image.caption).toHaveText('Blue');
  await keyboard.press('Enter');
  await keyboard.type('After');
  await expect(ada.paragraph('After')).toBeVisible();
  await image.select();
  await keyboard.press(' ');
  await expect(ada.page.getByRole('dialog', { name: 'A blue field' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(ada.page.getByRole('dialog')).toHaveCount(0);
});

test('a picture from elsewhere on the web is a card and not a request; one within pasted HTML is uploaded', async ({
  arrive,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.text.click();
  const inline = `data:image/png;base64,${photo.buffer.toString('base64')}`;
  await paste(ada.text, {
    html: `<p>text</p><img src="https://example.org/cat.png"><p>more</p><img src="${inline}" alt="inline">`,
  });
  const foreign = new ImagePart(ada);
  await expect(foreign.figure).toContainText('Picture from example.org');
  await expect(foreign.figure.getByRole('link', { name: 'Open' })).toHaveAttribute(
    'href',
    'https://example.org/cat.png',
  );
  const own = new ImagePart(ada, 1);
  await expect.poll(() => own.address()).not.toBeNull();
  await expect(own.picture).toHaveAttribute('alt', 'inline');
});

test('another picture takes the place of one, and undo brings the old one back', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const image = await ImagePart.paste(ada, photo);
  await expect.poll(() => image.address()).not.toBeNull();
  const first = await image.address();
  await image.select();
  const chooser = ada.page.waitForEvent('filechooser');
  await image.toolbar.getByRole('button', { name: 'Replace' }).click();
  await (await chooser).setFiles(png('new.png', { width: 100, height: 100, color: [200, 80, 60] }));
  await expect.poll(async () => (await image.address()) ?? first).not.toBe(first);
  await image.select();
  await ada.undo();
  await expect.poll(() => image.address()).toBe(first);
});

test.describe('a server with a small limit', () => {
  test.use({ variables: { LIMIT_UPLOAD_BYTES: '20000' } });

  test('a refused picture says why, and can be removed', async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    const large = { ...photo, buffer: Buffer.concat([photo.buffer, Buffer.alloc(40_000)]) };
    const image = await ImagePart.paste(ada, large);
    await expect(image.status).toHaveText(/too large|larger/i);
    await expect(image.figure.getByRole('button', { name: 'Try again' })).toBeVisible();
    await image.figure.getByRole('button', { name: 'Remove' }).click();
    await expect(image.figure).toHaveCount(0);
  });
});

test('a page renamed to .png never runs, and is shown as what could not be loaded', async ({ arrive, id }) => {
  const person = await arrive();
  // Playwright's own trace: it loads the bytes of an image that has none from its address, which our policy forbids.
  person.tolerate(/Connecting to 'blob:/);
  const ada = await person.open(id, { name: 'Ada' });
  const hostile = textFile('cat.png', '<script>window.top.hacked = true</script>', 'image/png');
  const image = await ImagePart.paste(ada, hostile);
  await expect(image.figure).toContainText(/could not|not take|cannot/i);
  expect(await ada.page.evaluate(() => 'hacked' in window)).toBe(false);
});
