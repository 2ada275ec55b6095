import { devices, type Locator } from '@playwright/test';
import { RawClient } from '../fixtures/raw-client.js';
import { expect, test } from '../fixtures/test.js';
import type { DocumentPage } from '../pages/document-page.js';

const { isMobile, hasTouch, deviceScaleFactor, userAgent } = devices['Pixel 7'];
const widths = [360, 390, 768];
const colours = ['#b3261e', '#00695c', '#5e35b1', '#ad5b00'];
const longest = 'Offline, 12 changes and 1 file kept on this device';

const phone = (width: number) => ({
  viewport: { width, height: 844 },
  isMobile,
  hasTouch,
  deviceScaleFactor,
  userAgent,
});

for (const width of widths) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the bar is one line of fingers' size, ${width} wide and ${colorScheme}`, async ({
      arrive,
      server,
      id,
    }, info) => {
      const ada = await (await arrive({ ...phone(width), colorScheme })).open(id, { name: 'Ada' });
      const header = ada.page.getByRole('banner');
      const look = async (name: string) => {
        await info.attach(name, { body: await header.screenshot(), contentType: 'image/png' });
        await expectOneLine(header, width);
        await expectWholeWords(ada);
      };
      await ada.title.fill('A title that is longer than any bar of a phone could ever show');
      await ada.expectSaved();
      await look('one person');
      await showWords(ada, longest);
      await look('one person, offline');
      const others = await Promise.all(['Grace', 'Mary', 'Joan', 'Radia'].map(() => RawClient.join(server.url, id)));
      for (const [index, other] of others.entries()) other.appear(`Person ${index + 2}`, colours[index] ?? '');
      await expect(header.getByText(width > 640 ? '+2' : '5', { exact: true })).toBeVisible();
      await look('five people, offline');
      await ada.write('x');
      await ada.expectSaved();
      await look('five people');
      for (const other of others) other.leave();
    });
  }
}

test('a phone shows who is here, and follows them, from the number in the bar', async ({ arrive, server, id }) => {
  const ada = await (await arrive(phone(390))).open(id, { name: 'Ada' });
  await ada.expectSaved();
  const grace = await RawClient.join(server.url, id);
  grace.appear('Grace', '#00695c');
  await ada.page.getByRole('button', { name: '2 people here' }).tap();
  const everybody = ada.page.getByRole('list', { name: 'Everybody here' });
  await expect(everybody).toBeVisible();
  await expect(everybody.getByText('Ada (you)', { exact: true })).toBeVisible();
  // Anywhere in the line.
  await everybody.getByRole('listitem').filter({ hasText: 'Grace' }).tap();
  await expect(everybody).toBeHidden();
  await expect(ada.page.getByText('Grace has no caret in the text now.')).toBeVisible();
  grace.leave();
});

test('Share says on a phone what it did, and the menu has what the bar has no room for', async ({ arrive, id }) => {
  const person = await arrive({ ...phone(390), permissions: ['clipboard-read', 'clipboard-write'] });
  const ada = await person.open(id, { name: 'Ada' });
  await ada.expectSaved();
  await ada.page.getByRole('button', { name: 'Share' }).tap();
  await expect(ada.page.getByText('Link copied')).toBeInViewport();
  await ada.page.getByRole('button', { name: 'Document menu' }).tap();
  await ada.page.getByRole('menuitem', { name: 'Theme: as the system' }).tap();
  await expect(ada.page.locator('html')).toHaveAttribute('data-theme', 'light');
  await ada.page.getByRole('button', { name: 'Document menu' }).tap();
  await expect(ada.page.getByRole('menuitemcheckbox', { name: 'Outline' })).toBeVisible();
});

/** As the chip is when it says the most: nobody has four others around and no connection at the same time. */
async function showWords({ state }: DocumentPage, words: string): Promise<void> {
  await state.evaluate((chip, text) => {
    (chip as HTMLElement).dataset['kind'] = 'offline';
    // The node is React's, and stays.
    const node = chip.querySelector('span')?.firstChild;
    if (node) node.nodeValue = text;
  }, words);
}

async function expectWholeWords({ state }: DocumentPage): Promise<void> {
  const cut = await state.evaluate((chip) => {
    const words = chip.querySelector('span');
    if (words === null) return 'no words';
    const { top, bottom } = words.getBoundingClientRect();
    if (top < 0 || bottom > 48) return `from ${top} to ${bottom}`;
    return words.scrollWidth > words.clientWidth + 1 || words.scrollHeight > words.clientHeight + 1 ? 'cut' : '';
  });
  expect(cut).toBe('');
}

/** 48 pixels, nothing beside it, and every button has 44 by 44 of them for itself. */
async function expectOneLine(header: Locator, width: number): Promise<void> {
  expect(await header.boundingBox()).toEqual({ x: 0, y: 0, width, height: 48 });
  const faults = await header.evaluate((bar) => {
    const found: string[] = [];
    if (bar.scrollWidth > bar.clientWidth) found.push(`the bar is ${bar.scrollWidth} wide`);
    for (const button of bar.querySelectorAll<HTMLElement>('button, a')) {
      const { left, right, top, bottom, width: wide } = button.getBoundingClientRect();
      const name = button.getAttribute('aria-label') ?? button.textContent;
      if (!button.checkVisibility() || button.closest('[popover]') !== null || wide === 0) continue;
      const x = (left + right) / 2;
      const y = (top + bottom) / 2;
      const points = [
        [x - 21, y],
        [x + 21, y],
        [x, y - 21],
        [x, y + 21],
      ] as const;
      for (const [pointX, pointY] of points) {
        const hit = document.elementFromPoint(pointX, pointY);
        if (!button.contains(hit)) found.push(`${name} is not at ${Math.round(pointX)}, ${Math.round(pointY)}`);
      }
    }
    return found;
  });
  expect(faults).toEqual([]);
}

for (const width of [1024, 1280]) {
  test(`a long title leaves the state its room, ${width} wide`, async ({ arrive, id }) => {
    const ada = await (await arrive({ viewport: { width, height: 800 } })).open(id, { name: 'Ada' });
    await ada.title.fill('A title with very many words in it, '.repeat(6));
    await ada.expectSaved();
    for (const part of [ada.state, ada.page.getByRole('button', { name: /^Theme/ })])
      await expect(part).toBeInViewport({ ratio: 1 });
    expect(await ada.state.evaluate((chip) => chip.scrollWidth - chip.clientWidth)).toBe(0);
    const words = ada.state.getByText('Saved', { exact: true });
    expect(await words.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  });
}

test('those for whom there is no face in the bar are in a list, and can be followed', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('Some words');
  const names = ['Bob', 'Carl', 'Dora', 'Eve', 'Finn'];
  for (const name of names) {
    const other = await (await arrive()).open(id, { name });
    await other.text.click();
  }
  await ada.page.getByRole('button', { name: '3 more people here' }).click();
  const list = ada.page.getByRole('list', { name: 'Everybody here' });
  for (const name of names) await expect(list).toContainText(name);
  await list.getByRole('button', { name: 'Finn' }).click();
  await expect(ada.page.getByText('Following Finn')).toBeVisible();
  await expect(list).toBeHidden();
});
