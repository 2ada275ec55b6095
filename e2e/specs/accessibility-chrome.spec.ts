import { devices } from '@playwright/test';
import { expectAccessible } from '../fixtures/axe.js';
import { createDocument, heading, type JsonBlock, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { png, textFile } from '../fixtures/test-files.js';
import { paste } from '../pages/clipboard.js';
import { EditorMenus } from '../pages/editor-menus.js';
import { ImagePart } from '../pages/image-part.js';
import { TablePart } from '../pages/table-part.js';

// Everything that opens around and over the text. The slash, bubble, block and phone menus, the palette, the list of
// shortcuts and what opens beside code, callouts, formulas and cards are in the specs of these.

const { viewport, isMobile, hasTouch, deviceScaleFactor, userAgent } = devices['Pixel 7'];
const phone = { viewport, isMobile, hasTouch, deviceScaleFactor, userAgent };
const palette = ['grey', 'brown', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'];

/** Writers scroll a wide table with the caret, readers with a stop of its own. */
const wideTable = ['scrollable-region-focusable'];

/** Words in every colour there is, and behind them. */
function colours(): JsonBlock[] {
  const words = (type: string, color: string): JsonBlock => ({
    type: 'text',
    text: `${color} `,
    marks: [{ type, attrs: { color } }],
  });
  return ['textColor', 'highlight'].map((type) => ({
    type: 'paragraph',
    content: palette.map((color) => words(type, color)),
  }));
}

function colouredCells(): JsonBlock {
  const cell = (color: string): JsonBlock => ({
    type: 'tableCell',
    attrs: { backgroundColor: color },
    content: [paragraph(color)],
  });
  return { type: 'table', content: [{ type: 'tableRow', content: palette.map(cell) }] };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test('panels, menus of the page, find, focus mode', async ({ arrive, server, id }) => {
      const blocks = [heading(1, 'Plan'), paragraph('some words'), heading(2, 'Part'), ...colours(), colouredCells()];
      await createDocument(server.url, id, blocks);
      const ada = await (await arrive({ colorScheme, reducedMotion: 'reduce' })).open(id, { name: 'Ada' });
      const { page } = ada;
      await expect(ada.text.getByText('some words')).toBeVisible();
      await page.getByRole('button', { name: 'Star this document' }).click();
      await page.getByRole('button', { name: 'Show outline' }).click();
      await expect(page.getByRole('complementary', { name: 'Outline' })).toContainText('Part');
      await page.getByRole('button', { name: /words$/ }).click();
      await expectAccessible(page, { except: wideTable });

      await page.getByRole('button', { name: 'Hide sidebar' }).click();
      await page.getByRole('button', { name: 'Hide outline' }).click();
      await page.getByRole('button', { name: 'Document menu' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectAccessible(page, { except: wideTable });
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Share' }).click();
      await ada.text.press('ControlOrMeta+h');
      const bar = page.getByRole('search', { name: 'Find in the document' });
      await bar.getByRole('textbox', { name: 'Find', exact: true }).fill('or');
      await expect(bar.getByRole('status')).toHaveText(/of/);
      await expectAccessible(page, { except: wideTable });
      await bar.getByRole('button', { name: 'Regular expression' }).click();
      await bar.getByRole('textbox', { name: 'Find', exact: true }).fill('(');
      await expect(bar.getByRole('alert')).toBeVisible();
      await expectAccessible(page, { except: wideTable });
      await page.keyboard.press('Escape');

      await page.keyboard.press('ControlOrMeta+Shift+f');
      await expect(page.getByRole('button', { name: 'Leave focus mode' })).toBeVisible();
      await expectAccessible(page, { except: wideTable });
    });

    test('an empty document, its ways to begin, and lists beside what is typed', async ({ arrive, id }) => {
      const ada = await (await arrive({ colorScheme, reducedMotion: 'reduce' })).open(id, { name: 'Ada' });
      const { page } = ada;
      await page.getByRole('button', { name: 'Show outline' }).click();
      await page.getByRole('button', { name: 'Use a template' }).click();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Back' }).click();
      await page.getByRole('button', { name: 'Paste Markdown' }).click();
      await expect(page.getByRole('textbox', { name: 'Markdown' })).toBeFocused();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Cancel' }).click();
      for (const [typed, list] of [
        [':smi', 'Emoji'],
        ['@a', 'People and documents'],
      ] as const) {
        await ada.write(typed);
        await expect(page.getByRole('listbox', { name: list })).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await ada.empty();
      }
      await paste(ada.text, { text: 'https://example.org/guide' });
      await expect(page.getByRole('dialog', { name: 'Link pasted' })).toBeVisible();
      // Beside it, for the program, the link on a line of its own is no link in a sentence.
      await expectAccessible(page, { part: '.mh-floating' });
      // A second person, whom one follows.
      const grace = await (await arrive({ colorScheme })).open(id, { name: 'Grace' });
      await grace.write(' and Grace');
      await expect(ada.caretOf('Grace')).toBeVisible();
      await ada.avatarOf('Grace').click();
      await expect(page.getByText('Following Grace')).toBeVisible();
      await expectAccessible(page);
    });

    test('tables: their handles, menus and the choice of a size', async ({ arrive, id }) => {
      const ada = await (await arrive({ colorScheme })).open(id, { name: 'Ada' });
      const menus = new EditorMenus(ada);
      await menus.untilReady();
      await ada.empty();
      await menus.typeIntoSlash('Table');
      await expect(ada.page.getByRole('gridcell', { name: '3 by 3' })).toBeFocused();
      await expectAccessible(ada.page);
      await ada.page.keyboard.press('Enter');
      const table = new TablePart(ada);
      await ada.page.keyboard.type('cell');
      await table.cell('cell').hover();
      await expect(table.rowOptions).toBeVisible();
      await expectAccessible(ada.page);
      for (const open of [
        () => table.rowOptions.click(),
        () => table.columnOptions.click(),
        () => ada.page.keyboard.press('ControlOrMeta+Alt+t'),
      ]) {
        await table.cell('cell').hover();
        await open();
        await expect(ada.page.getByRole('menu')).toBeVisible();
        await expectAccessible(ada.page);
        await ada.page.keyboard.press('Escape');
        await expect(ada.page.getByRole('menu')).toHaveCount(0);
      }
    });

    test('pictures and files: on their way, there, chosen, described, full size', async ({ arrive, id }) => {
      const person = await arrive({ colorScheme });
      let letThrough = () => {};
      const held = new Promise<void>((resolve) => {
        letThrough = resolve;
      });
      await person.context.route('**/api/v1/**/files*', async (route) => {
        await held;
        await route.continue();
      });
      const ada = await person.open(id, { name: 'Ada' });
      const image = await ImagePart.paste(ada, png('plan.png', { width: 400, height: 300 }));
      await paste(ada.text, { files: [textFile('notes.txt', 'Some notes')] });
      await expect(image.status).toBeVisible();
      await expectAccessible(ada.page);
      letThrough();
      await expect.poll(() => image.address()).not.toBeNull();
      await image.select();
      await expect(image.toolbar).toBeVisible();
      await expectAccessible(ada.page);
      await image.toolbar.getByRole('button', { name: 'Describe this image' }).click();
      await ada.page.getByRole('textbox', { name: 'Description' }).fill('A plan');
      await expectAccessible(ada.page);
      await ada.page.keyboard.press('Enter');
      await image.select();
      await ada.page.keyboard.press(' ');
      await expect(ada.page.getByRole('dialog', { name: 'A plan' })).toBeVisible();
      await expectAccessible(ada.page);
    });

    test('on a phone: panels and menus that come from below', async ({ arrive, server, id }) => {
      await createDocument(server.url, id, [heading(1, 'Plan'), paragraph('some words')]);
      const ada = await (await arrive({ ...phone, colorScheme })).open(id, { name: 'Ada' });
      const { page } = ada;
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Document menu' }).tap();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectAccessible(page);
      // The bar of a phone has no room for it.
      await page.getByRole('menuitemcheckbox', { name: 'Outline' }).tap();
      await expect(page.getByRole('complementary', { name: 'Outline' })).toContainText('Plan');
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Close outline' }).tap();
      await page.getByRole('button', { name: 'Show sidebar' }).tap();
      await expectAccessible(page);
    });
  });
}

test.describe('a server with a small limit', () => {
  test.use({ variables: { LIMIT_UPLOAD_BYTES: '2000' } });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`a refused picture and a refused file: ${colorScheme}`, async ({ arrive, id }) => {
      const ada = await (await arrive({ colorScheme })).open(id, { name: 'Ada' });
      const small = png('plan.png', { width: 40, height: 30 });
      const image = await ImagePart.paste(ada, {
        ...small,
        buffer: Buffer.concat([small.buffer, Buffer.alloc(4_000)]),
      });
      await expect(image.figure.getByRole('button', { name: 'Try again' })).toBeVisible();
      await paste(ada.text, { files: [textFile('notes.txt', 'x'.repeat(4_000))] });
      await expect(ada.text.locator('.mh-file').getByRole('button', { name: 'Try again' })).toBeVisible();
      await expectAccessible(ada.page);
    });
  }
});
