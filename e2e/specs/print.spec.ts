import {
  callout,
  code,
  createDocument,
  heading,
  type JsonBlock,
  paragraph,
  toggle,
} from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { EditorMenus } from '../pages/editor-menus.js';
import { RichBlocks } from '../pages/rich-blocks.js';

/** CSS pixels between the margins of a sheet of A4. */
const paper = { width: 680, height: 1_000 };

const wideTable: JsonBlock = {
  type: 'table',
  content: [
    {
      type: 'tableRow',
      content: Array.from({ length: 6 }, (_, index) => ({
        type: 'tableHeader',
        attrs: { colwidth: [260] },
        content: [paragraph(`Column ${index + 1}`)],
      })),
    },
  ],
};

const document: readonly JsonBlock[] = [
  heading(1, 'On paper'),
  toggle('Closed', paragraph('Folded away')),
  code('js', `const line = '${'very long '.repeat(40)}';`),
  callout('warning', 'Look out'),
  wideTable,
  ...Array.from({ length: 60 }, (_, index) => paragraph(`Line ${index + 1}`)),
  code('mermaid', 'flowchart LR\n  A --> B'),
];

test('paper has the document and nothing around it, dark on white, open, and not wider than it is', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, document);
  const ada = await (await arrive({ colorScheme: 'dark' })).open(id);
  const { page } = ada;
  await new EditorMenus(ada).untilReady();
  await expect(ada.text.getByText('Line 60')).toBeVisible();
  await page.getByRole('button', { name: 'Show outline' }).click();
  await ada.text.press('ControlOrMeta+f');
  await expect(page.getByRole('search')).toBeVisible();
  await expect(ada.paragraph('Folded away')).toBeHidden();

  await page.setViewportSize(paper);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const around of [
    page.getByRole('banner'),
    page.getByRole('complementary', { name: 'Documents' }),
    page.getByRole('complementary', { name: 'Outline' }),
    page.getByRole('contentinfo'),
    page.getByRole('search'),
    page.getByRole('textbox', { name: 'Your name' }),
    ada.text.getByRole('button', { name: /Language|Copy code/ }).first(),
  ]) {
    await expect(around).toBeHidden();
  }
  await expect(ada.paragraph('Folded away')).toBeVisible();
  const colours = await ada.text.evaluate((element) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    const lightness = (colour: string) => {
      if (canvas === null) throw new Error('no canvas');
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return (canvas.getImageData(0, 0, 1, 1).data[1] ?? 0) / 255;
    };
    return {
      text: lightness(getComputedStyle(element).color),
      page: lightness(getComputedStyle(globalThis.document.documentElement).backgroundColor),
    };
  });
  expect(colours.text).toBeLessThan(0.3);
  expect(colours.page).toBeGreaterThan(0.95);
  const widest = await ada.text.evaluate((element) =>
    Math.max(...[...element.querySelectorAll('pre, table, .mh-callout')].map((block) => block.scrollWidth)),
  );
  expect(widest).toBeLessThanOrEqual(paper.width);
});

test('what was not on the screen yet is drawn before the dialog opens: by the key, the menu and the palette', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, document);
  const person = await arrive({ colorScheme: 'dark' });
  await person.context.addInitScript(() => {
    // Headless browsers have no dialog.
    window.print = () => {
      const picture = globalThis.document.querySelector<HTMLElement>('.mh-diagram__picture');
      const list = globalThis.document.documentElement;
      list.dataset['printed'] = `${list.dataset['printed'] ?? ''}${picture?.dataset['drawn'] ?? 'nothing'} `;
    };
  });
  const ada = await person.open(id, { name: 'Ada' });
  const { page } = ada;
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  const root = page.locator('html');
  await expect(ada.text.getByText('Line 60')).toBeAttached();
  await expect(new RichBlocks(ada).diagram).toHaveCount(0);
  await ada.title.press('ControlOrMeta+p');
  await expect(root).toHaveAttribute('data-printed', 'dark ');
  await page.getByRole('button', { name: 'Document menu' }).click();
  await page.getByRole('menu').getByText('Print or save as PDF').click();
  await expect(root).toHaveAttribute('data-printed', 'dark dark ');
  await menus.runFromPalette('Print or save as PDF');
  await expect(root).toHaveAttribute('data-printed', 'dark dark dark ');
  // On white paper the picture is turned round.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(ada.text.locator('.mh-diagram__picture')).toHaveCSS('filter', /invert/);
  await expect(ada.text.getByText('flowchart LR')).toBeHidden();
});
