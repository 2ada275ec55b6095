import type { JsonBlock } from '../fixtures/create-document.js';
import { expectStored } from '../fixtures/stored-document.js';
import { expect, test } from '../fixtures/test.js';
import type { DocumentPage } from '../pages/document-page.js';
import { EditorMenus } from '../pages/editor-menus.js';

/** A mark, and the ways to give it to a word. */
interface Case {
  readonly name: string;
  /** The bubble's menu that has it; without one it is a button of the bubble itself. */
  readonly menu?: string;
  /** Where there is none, the bubble is gone through with keys. */
  readonly shortcut?: string;
  readonly typed?: string;
  /** After it was chosen: what it asks for. */
  readonly finish?: (document: DocumentPage) => Promise<void>;
  readonly shows: string;
  readonly holds: JsonBlock;
  readonly typedHolds?: JsonBlock;
}

function marked(type: string, attrs?: Readonly<Record<string, unknown>>): JsonBlock {
  const mark = attrs === undefined ? { type } : { type, attrs };
  return { type: 'paragraph', content: [{ type: 'text', text: 'words', marks: [mark] }] };
}

function raised(type: string): JsonBlock {
  return {
    type: 'paragraph',
    content: [
      { type: 'text', text: 'x' },
      { type: 'text', text: '2', marks: [{ type }] },
    ],
  };
}

function aligned(textAlign: string | null): JsonBlock {
  return { type: 'paragraph', ...(textAlign === null ? {} : { attrs: { textAlign } }) };
}

const more = 'More formatting';
const colour = 'Colour';
const address = 'https://example.org/';

const marks: readonly Case[] = [
  { name: 'Bold', shortcut: 'b', typed: '**words**', shows: 'strong', holds: marked('bold') },
  { name: 'Italic', shortcut: 'i', typed: '*words*', shows: 'em', holds: marked('italic') },
  { name: 'Code', shortcut: 'e', typed: '`words`', shows: 'code', holds: marked('code') },
  {
    name: 'Link',
    shortcut: 'k',
    typed: `[words](${address})`,
    finish: async ({ page }) => {
      await expect(page.getByRole('textbox', { name: 'Address of the link' })).toBeFocused();
      await page.keyboard.type(address);
      await page.keyboard.press('Enter');
    },
    shows: `a[href="${address}"]`,
    holds: marked('link', { href: address }),
  },
  { name: 'Underline', menu: more, shortcut: 'u', shows: 'u', holds: marked('underline') },
  {
    name: 'Strikethrough',
    menu: more,
    shortcut: 'Shift+s',
    typed: '~~words~~',
    shows: 's',
    holds: marked('strike'),
  },
  {
    name: 'Superscript',
    menu: more,
    typed: 'x^2^',
    shows: 'sup',
    holds: marked('superscript'),
    typedHolds: raised('superscript'),
  },
  {
    name: 'Subscript',
    menu: more,
    typed: 'x~2~',
    shows: 'sub',
    holds: marked('subscript'),
    typedHolds: raised('subscript'),
  },
  {
    name: 'Highlight green',
    menu: colour,
    typed: '==words==',
    shows: 'mark',
    holds: marked('highlight', { color: 'green' }),
    typedHolds: marked('highlight'),
  },
  {
    name: 'Text red',
    menu: colour,
    shows: 'span[data-color="red"]',
    holds: marked('textColor', { color: 'red' }),
  },
  ...(['centre', 'right'] as const).map((side) => {
    const textAlign = side === 'centre' ? 'center' : side;
    return {
      name: `Align ${side}`,
      menu: more,
      shortcut: side === 'centre' ? 'Shift+e' : 'Shift+r',
      shows: `p[style*="${textAlign}"]`,
      holds: aligned(textAlign),
    };
  }),
];

async function writeWords(ada: DocumentPage): Promise<void> {
  await ada.empty();
  await ada.page.keyboard.type('words');
}

test('every mark is given from the bubble with the mouse', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  for (const { name, menu, finish, shows, holds } of marks) {
    await test.step(name, async () => {
      await writeWords(ada);
      await menus.selectWord('words');
      await menus.bubble.getByRole('button', { name: menu ?? name }).click();
      if (menu !== undefined) await menus.item(name).click();
      await finish?.(ada);
      await expect(ada.text.locator(shows)).toHaveText('words');
      await expectStored(server.url, id, holds);
    });
  }
});

test('every mark is given with keys alone', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  for (const { name, menu, shortcut, finish, shows, holds } of marks) {
    await test.step(name, async () => {
      await writeWords(ada);
      await ada.press('Shift+Home');
      if (shortcut !== undefined) await ada.page.keyboard.press(`ControlOrMeta+${shortcut}`);
      else await menus.chooseInBubble(menu ?? more, name);
      await finish?.(ada);
      await expect(ada.text.locator(shows)).toHaveText('words');
      await expectStored(server.url, id, holds);
    });
  }
});

test('every mark that Markdown has is given by typing it', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  for (const { name, typed, shows, holds, typedHolds = holds } of marks) {
    if (typed === undefined) continue;
    await test.step(name, async () => {
      await ada.empty();
      await ada.page.keyboard.type(typed);
      await expect(ada.text.locator(shows)).toBeVisible();
      await expectStored(server.url, id, typedHolds);
    });
  }
});

test('the key of a highlight, and taking marks and sides away again', async ({ arrive, server, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  await writeWords(ada);
  await ada.press('Shift+Home');
  await ada.page.keyboard.press('ControlOrMeta+Shift+h');
  await expectStored(server.url, id, marked('highlight'));
  await menus.chooseInBubble(more, 'Clear formatting');
  await expect(ada.text.locator('mark')).toHaveCount(0);
  await ada.page.keyboard.press('ControlOrMeta+Shift+r');
  await expectStored(server.url, id, aligned('right'));
  await ada.page.keyboard.press('ControlOrMeta+Shift+l');
  await expect(ada.text.locator('p[style*="right"]')).toHaveCount(0);
});

test('people, documents and emoji are named from the slash menu and by their signs', async ({ arrive, server, id }) => {
  const person = await arrive();
  const other = await person.open(`${id}-other`, { name: 'Ada' });
  // Its own: other tests have documents on the same server.
  const title = `Orchard ${id.slice(-8)}`;
  await other.title.pressSequentially(title);
  await other.expectSaved();
  const ada = await person.open(id);
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  const mention = (attrs: Readonly<Record<string, unknown>>): JsonBlock => ({
    type: 'paragraph',
    content: [
      { type: 'mention', attrs },
      { type: 'text', text: ' ' },
    ],
  });
  const list = ada.page.getByRole('listbox', { name: 'People and documents' });
  const emoji: JsonBlock = { type: 'paragraph', content: [{ type: 'text', text: '🎉' }] };

  await ada.empty();
  await menus.chooseFromSlash('Mention');
  await list.getByRole('option', { name: 'Ada (you)' }).click();
  await expectStored(server.url, id, mention({ kind: 'person', label: 'Ada' }));
  await ada.empty();
  await menus.typeIntoSlash('Mention');
  await ada.page.keyboard.type(title.toLowerCase());
  await expect(list.getByRole('option', { selected: true })).toContainText(title);
  await ada.page.keyboard.press('Enter');
  await expectStored(server.url, id, mention({ kind: 'document', id: `${id}-other`, label: title }));
  await ada.empty();
  await menus.chooseFromSlash('Emoji');
  await ada.page.keyboard.type('tad');
  await ada.page.getByRole('option', { name: ':tada:' }).click();
  await expectStored(server.url, id, emoji);
  await ada.empty();
  await ada.page.keyboard.type(':tada:');
  await expectStored(server.url, id, emoji);
});
