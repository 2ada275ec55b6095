import { heading, type JsonBlock, paragraph } from '../fixtures/create-document.js';
import { expectStored } from '../fixtures/stored-document.js';
import { expect, test } from '../fixtures/test.js';
import { png, type TestFile, textFile } from '../fixtures/test-files.js';
import type { DocumentPage } from '../pages/document-page.js';
import { EditorMenus } from '../pages/editor-menus.js';

/** A block, the ways to make it, and what is there then. */
interface Case {
  /** As menus call it. */
  readonly name: string;
  /** Where there is none, the slash menu is worked with keys alone. */
  readonly shortcut?: string;
  /** What is typed as Markdown, where Markdown has it. */
  readonly typed?: string;
  /** After it was chosen from a menu: what it asks for. */
  readonly finish?: (document: DocumentPage) => Promise<void>;
  /** On the page, within the text. */
  readonly shows: string;
  /** On the server, the first block. */
  readonly holds: JsonBlock;
  /** Where Markdown says more, or less, than a menu. */
  readonly typedHolds?: JsonBlock;
}

const write = (words: string) => async (document: DocumentPage) => document.page.keyboard.type(words);

function list(type: string, item: string, ...content: readonly JsonBlock[]): JsonBlock {
  return { type, content: [{ type: item, content: [paragraph('words'), ...content] }] };
}

function callouts(): Case[] {
  return ['Note', 'Tip', 'Warning', 'Caution'].map((kind) => ({
    name: `${kind} callout`,
    typed: `> [!${kind.toLowerCase()}] words`,
    finish: write('words'),
    shows: `.mh-callout[data-kind="${kind.toLowerCase()}"]`,
    holds: { type: 'callout', attrs: { kind: kind.toLowerCase() }, content: [paragraph('words')] },
  }));
}

const blocks: readonly Case[] = [
  { name: 'Text', shortcut: 'Alt+0', typed: 'words', finish: write('words'), shows: 'p', holds: paragraph('words') },
  ...[1, 2, 3, 4].map((level) => ({
    name: `Heading ${level}`,
    shortcut: `Alt+${level}`,
    typed: `${'#'.repeat(level)} words`,
    finish: write('words'),
    shows: `h${level}`,
    holds: heading(level, 'words'),
  })),
  {
    name: 'Bullet list',
    shortcut: 'Shift+8',
    typed: '- words',
    finish: write('words'),
    shows: 'ul > li',
    holds: list('bulletList', 'listItem'),
  },
  {
    name: 'Numbered list',
    shortcut: 'Shift+7',
    typed: '1. words',
    finish: write('words'),
    shows: 'ol > li',
    holds: list('orderedList', 'listItem'),
  },
  {
    name: 'Task list',
    shortcut: 'Shift+9',
    typed: '[ ] words',
    finish: write('words'),
    shows: 'li input[type="checkbox"]',
    holds: list('taskList', 'taskItem'),
  },
  {
    name: 'Quote',
    shortcut: 'Shift+b',
    typed: '> words',
    finish: write('words'),
    shows: 'blockquote',
    holds: { type: 'blockquote', content: [paragraph('words')] },
  },
  {
    name: 'Code block',
    shortcut: 'Alt+c',
    typed: '```js words',
    finish: write('words'),
    shows: 'pre code',
    holds: { type: 'codeBlock', content: [{ type: 'text', text: 'words' }] },
    typedHolds: { type: 'codeBlock', attrs: { language: 'js' } },
  },
  ...callouts(),
  {
    name: 'Toggle',
    typed: '>>> words',
    finish: write('words'),
    shows: 'summary',
    holds: {
      type: 'details',
      content: [{ type: 'detailsSummary', content: [{ type: 'text', text: 'words' }] }, { type: 'detailsContent' }],
    },
  },
  {
    name: 'Table',
    typed: '| a | b |\nwords',
    finish: async ({ page }) => {
      await expect(page.getByRole('gridcell', { name: '3 by 3' })).toBeFocused();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Enter');
      await page.keyboard.type('words');
    },
    shows: 'table th',
    holds: {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [{ type: 'tableHeader', content: [paragraph('words')] }, { type: 'tableHeader' }],
        },
        { type: 'tableRow' },
        { type: 'tableRow' },
      ],
    },
    typedHolds: {
      type: 'table',
      content: [
        { type: 'tableRow', content: [{ type: 'tableHeader', content: [paragraph('a')] }, { type: 'tableHeader' }] },
        { type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph('words')] }, { type: 'tableCell' }] },
      ],
    },
  },
  {
    name: 'Formula',
    typed: '$$x^2$$',
    finish: async ({ page }) => {
      await expect(page.getByRole('textbox', { name: 'Formula in LaTeX' })).toBeFocused();
      await page.keyboard.type('x^2');
      await page.keyboard.press('ControlOrMeta+Enter');
    },
    shows: '.mh-formula--block .katex',
    holds: { type: 'blockMath', attrs: { latex: 'x^2' } },
  },
  {
    name: 'Formula in the line',
    typed: '$x^2$',
    finish: async ({ page }) => {
      await expect(page.getByRole('textbox', { name: 'Formula in LaTeX' })).toBeFocused();
      await page.keyboard.type('x^2');
      await page.keyboard.press('Enter');
    },
    shows: 'p .mh-formula .katex',
    holds: { type: 'paragraph', content: [{ type: 'inlineMath', attrs: { latex: 'x^2' } }] },
  },
  {
    name: 'Diagram',
    typed: '```mermaid flowchart LR',
    shows: '.mh-code[data-language="mermaid"]',
    holds: { type: 'codeBlock', attrs: { language: 'mermaid' } },
  },
  { name: 'Divider', typed: '---', shows: 'hr', holds: { type: 'horizontalRule' } },
  ...[2, 3].map((count) => ({
    name: `${count} columns`,
    finish: write('words'),
    shows: `.mh-column:nth-child(${count})`,
    holds: {
      type: 'columns',
      content: Array.from({ length: count }, (_, index) => ({
        type: 'column',
        content: [paragraph(index === 0 ? 'words' : '')],
      })),
    },
  })),
  {
    name: 'Link card',
    finish: async ({ page }) => {
      await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused();
      await page.keyboard.type('example.org/getting-started');
      await page.keyboard.press('Enter');
    },
    shows: '.mh-card a[href="https://example.org/getting-started"]',
    holds: { type: 'linkCard', attrs: { href: 'https://example.org/getting-started', title: 'Getting started' } },
  },
  {
    name: 'Table of contents',
    typed: '[TOC]\n',
    shows: '[aria-label="Table of contents"]',
    holds: { type: 'tableOfContents' },
  },
];

test('every block is made from the slash menu with the mouse', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  for (const { name, finish, shows, holds } of blocks) {
    await test.step(name, async () => {
      await ada.empty();
      await menus.chooseFromSlash(name);
      await finish?.(ada);
      await expect(ada.text.locator(shows).first()).toBeVisible();
      await expectStored(server.url, id, holds);
    });
  }
});

test('every block is made with keys alone', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  for (const { name, shortcut, finish, shows, holds } of blocks) {
    await test.step(name, async () => {
      await ada.empty();
      if (shortcut === undefined) await menus.typeIntoSlash(name);
      else await ada.page.keyboard.press(`ControlOrMeta+${shortcut}`);
      await finish?.(ada);
      await expect(ada.text.locator(shows).first()).toBeVisible();
      await expectStored(server.url, id, holds);
    });
  }
});

test('every block that Markdown has is made by typing it', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  for (const { name, typed, shows, holds, typedHolds = holds } of blocks) {
    if (typed === undefined) continue;
    await test.step(name, async () => {
      await ada.empty();
      await ada.page.keyboard.type(typed);
      await expect(ada.text.locator(shows).first()).toBeVisible();
      await expectStored(server.url, id, typedHolds);
    });
  }
});

test('lists are nested with Tab, from the palette, and as Markdown nests them', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  const nested = list('bulletList', 'listItem', list('bulletList', 'listItem'));
  await ada.empty();
  await ada.page.keyboard.type('- words\n');
  await ada.page.keyboard.press('Tab');
  await ada.page.keyboard.type('words');
  await expectStored(server.url, id, nested);
  await ada.page.keyboard.press('Shift+Tab');
  await expectStored(server.url, id, {
    type: 'bulletList',
    content: [...(list('bulletList', 'listItem').content ?? []), ...(list('bulletList', 'listItem').content ?? [])],
  });
  await menus.runFromPalette('Indent');
  await expectStored(server.url, id, nested);
});

const picture = png('plan.png', { width: 40, height: 30 });
const notes = textFile('notes.txt', 'Some notes');

for (const [name, file, holds, shows] of [
  ['Image', picture, { type: 'image', attrs: { alt: '' } }, 'figure img'],
  ['File', notes, { type: 'file', attrs: { name: 'notes.txt' } }, '.mh-file'],
] as const satisfies readonly (readonly [string, TestFile, JsonBlock, string])[]) {
  test(`${name}: chosen from the slash menu with the mouse and with keys alone`, async ({ arrive, server, id }) => {
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    const menus = new EditorMenus(ada);
    await menus.untilReady();
    for (const choose of [() => menus.chooseFromSlash(name), () => menus.typeIntoSlash(name)]) {
      await ada.empty();
      const chooser = ada.page.waitForEvent('filechooser');
      await choose();
      await (await chooser).setFiles(file);
      await expect(ada.text.locator(shows)).toBeVisible();
      await expectStored(server.url, id, holds);
    }
  });
}

test('a picture on the web is written as Markdown has it', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('![A plan](https://example.org/plan.png)');
  await expect(ada.text.locator('figure')).toBeVisible();
  await expectStored(server.url, id, { type: 'image', attrs: { src: 'https://example.org/plan.png', alt: 'A plan' } });
});
