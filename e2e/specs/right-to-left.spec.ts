import { createDocument, heading, type JsonBlock, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { copy } from '../pages/clipboard.js';
import type { DocumentPage } from '../pages/document-page.js';
import { EditorMenus } from '../pages/editor-menus.js';

const list = (type: string, item: string, ...texts: readonly string[]): JsonBlock => ({
  type,
  content: texts.map((text) => ({ type: item, content: [paragraph(text)] })),
});
const quote = (text: string): JsonBlock => ({ type: 'blockquote', content: [paragraph(text)] });
const cells = (...texts: readonly string[]): JsonBlock => ({
  type: 'table',
  content: [{ type: 'tableRow', content: texts.map((text) => ({ type: 'tableCell', content: [paragraph(text)] })) }],
});

/** One of each, in one language. */
const blocks = (word: string): readonly JsonBlock[] => [
  paragraph(`${word} paragraph`),
  heading(2, `${word} heading`),
  list('bulletList', 'listItem', `${word} bullet`),
  list('orderedList', 'listItem', `${word} number`),
  list('taskList', 'taskItem', `${word} task`),
  quote(`${word} quote`),
  cells(`${word} cell`, 'beside'),
];

interface Room {
  /** Pixels between the words and the edges of what they stand in. */
  readonly left: number;
  readonly right: number;
}

/** Where words stand in the nearest element that matches. */
async function roomAround(document: DocumentPage, words: string, around = 'p, h2'): Promise<Room> {
  return document.page.evaluate(
    ({ wanted, selector }) => {
      const walker = window.document.createTreeWalker(window.document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        // The name of a task's box has its words, too, and so have the lists of documents.
        if (at < 0 || node.parentElement?.closest('.mh-editor :is(p, h2)') == null) continue;
        const range = window.document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const box = node.parentElement?.closest(selector)?.getBoundingClientRect() ?? new DOMRect();
        const { left, right } = range.getBoundingClientRect();
        return { left: left - box.left, right: box.right - right };
      }
      throw new Error(`${wanted} is not in the text`);
    },
    { wanted: words, selector: around },
  );
}

for (const { language, word } of [
  { language: 'Hebrew', word: 'שלום' },
  { language: 'Arabic', word: 'مرحبا' },
]) {
  test(`${language} stands on the right, with what marks a block on its right`, async ({ arrive, server, id }) => {
    await createDocument(server.url, id, blocks(word));
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    await expect(ada.text).toContainText('cell');
    for (const kind of ['paragraph', 'heading', 'bullet', 'number', 'task', 'quote', 'cell']) {
      const { left, right } = await roomAround(ada, `${word} ${kind}`);
      expect(right, kind).toBeLessThan(1);
      expect(left, kind).toBeGreaterThan(20);
    }
    // The room for the dot, the number, the bar.
    for (const [kind, around, room] of [
      ['bullet', 'ul', 26],
      ['number', 'ol', 26],
      ['quote', 'blockquote', 19],
    ] as const) {
      expect((await roomAround(ada, `${word} ${kind}`, around)).right, kind).toBeCloseTo(room, 0);
    }
    await expect(ada.text.locator('blockquote')).toHaveCSS('border-right-width', '3px');
    await expect(ada.text.locator('blockquote')).toHaveCSS('border-left-width', '0px');
    const box = await ada.text.getByRole('checkbox').boundingBox();
    const task = await ada.paragraph('task').boundingBox();
    expect(box?.x ?? 0).toBeGreaterThanOrEqual((task?.x ?? 0) + (task?.width ?? 0));
  });
}

test('text of other scripts stands where it stood', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, blocks('hello'));
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await expect(ada.text).toContainText('cell');
  for (const [kind, around, room] of [
    ['paragraph', 'p', 0],
    ['heading', 'h2', 0],
    ['bullet', 'ul', 26],
    ['number', 'ol', 26],
    ['task', 'ul', 26],
    ['quote', 'blockquote', 19],
    ['cell', 'p', 0],
  ] as const) {
    expect((await roomAround(ada, `hello ${kind}`, around)).left, kind).toBeCloseTo(room, 0);
  }
});

test('a mixed sentence has its parts in the order of its first letter', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [paragraph('ראשון middle אחרון.'), paragraph('first אמצע last.')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await expect(ada.text).toContainText('last.');
  const left = async (words: string) => (await roomAround(ada, words)).left;
  expect(await left('ראשון')).toBeGreaterThan(await left('middle'));
  expect(await left('middle')).toBeGreaterThan(await left('אחרון'));
  expect(await left('אחרון')).toBeGreaterThan(await left('.'));
  expect(await left('first')).toBeLessThan(await left('אמצע'));
  expect(await left('אמצע')).toBeLessThan(await left('last.'));
});

test('each item follows its own letters, and one inside another too', async ({ arrive, server, id }) => {
  const inner = list('bulletList', 'listItem', 'inner latin', 'פנימי');
  const outer = { type: 'listItem', content: [paragraph('חיצוני'), quote('ציטוט'), inner] };
  await createDocument(server.url, id, [{ type: 'bulletList', content: [outer] }]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await expect(ada.text).toContainText('פנימי');
  expect((await roomAround(ada, 'ציטוט', 'blockquote')).right).toBeCloseTo(19, 0);
  expect((await roomAround(ada, 'inner latin', 'ul')).left).toBeCloseTo(26, 0);
  expect((await roomAround(ada, 'פנימי', 'ul')).right).toBeCloseTo(26, 0);
  expect((await roomAround(ada, 'פנימי', 'ul ul')).right).toBeCloseTo(26, 0);
});

test('what somebody has aligned stays aligned', async ({ arrive, server, id }) => {
  const aligned = (textAlign: string, text: string) => ({ ...paragraph(text), attrs: { textAlign } });
  await createDocument(server.url, id, [
    aligned('center', 'באמצע'),
    aligned('left', 'בשמאל'),
    aligned('right', 'on the right'),
  ]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await expect(ada.text).toContainText('on the right');
  const middle = await roomAround(ada, 'באמצע');
  expect(Math.abs(middle.left - middle.right)).toBeLessThan(2);
  expect((await roomAround(ada, 'בשמאל')).left).toBeLessThan(1);
  expect((await roomAround(ada, 'on the right')).right).toBeLessThan(1);
});

test('it follows while one writes, and neither the document nor what is copied says anything about it', async ({
  arrive,
  server,
  id,
}) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write('- ');
  const item = ada.text.getByRole('listitem');
  await expect(item).toHaveCSS('margin-left', '26px');
  await ada.page.keyboard.type('שלום');
  await expect(item).toHaveCSS('margin-right', '26px');
  expect((await roomAround(ada, 'שלום', 'ul')).right).toBeCloseTo(26, 0);
  await ada.page.keyboard.press('Home');
  await ada.page.keyboard.type('a');
  await expect(item).toHaveCSS('margin-left', '26px');
  await ada.expectSaved();
  await ada.page.keyboard.press('ControlOrMeta+a');
  expect((await copy(ada.text)).html).not.toContain('dir=');
  const exported = await fetch(`${server.url}/api/v1/documents/${id}?format=html`);
  const html = await exported.text();
  expect(html).toContain('aשלום');
  expect(html).not.toContain('dir=');
});

test('the title follows too, and arrow keys lead out of it where its line ends', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await new EditorMenus(ada).untilReady();
  await ada.title.click();
  await ada.page.keyboard.type('שלום');
  expect((await roomAround(ada, 'שלום')).right).toBeLessThan(1);
  await ada.press('ArrowRight');
  await ada.page.keyboard.type('!');
  expect(await ada.readTitle()).toEqual(['שלו!ם']);
  await ada.press('ArrowLeft');
  await ada.press('ArrowLeft');
  await expect(ada.text).toBeFocused();
  await ada.page.keyboard.type('עולם');
  await ada.expectText('עולם');
  await ada.expectSaved();
  await ada.press('Home');
  await ada.press('ArrowLeft');
  await ada.page.keyboard.type('!');
  await ada.expectText('ע!ולם');
  // The other one never leads there, however often it is pressed.
  for (let times = 0; times < 6; times += 1) await ada.press('ArrowLeft');
  await expect(ada.text).toBeFocused();
  await ada.press('Home');
  await ada.press('ArrowRight');
  await expect(ada.title).toBeFocused();
});

test('carets of others, the placeholder and the handle of a block are where they belong', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const menus = new EditorMenus(ada);
  await menus.untilReady();
  const placeholder = ada.text.locator('.is-editor-empty');
  await expect(placeholder).toHaveCSS('direction', 'ltr');
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await grace.write('שלום עולם');
  await expect(ada.caretOf('Grace')).toBeVisible();
  const line = await ada.paragraph('שלום').boundingBox();
  const word = await roomAround(ada, 'שלום עולם');
  const caret = await ada.caretOf('Grace').boundingBox();
  // At the end of the line, which is on its left.
  expect((caret?.x ?? 0) - (line?.x ?? 0)).toBeCloseTo(word.left, -1);
  const label = await ada.labelOf('Grace').boundingBox();
  expect(Math.abs((label?.x ?? 0) - (caret?.x ?? 0))).toBeLessThan(4);
  await ada.paragraph('שלום').hover();
  await expect(menus.grip).toBeVisible();
  const grip = await menus.grip.boundingBox();
  expect((grip?.x ?? 0) + (grip?.width ?? 0)).toBeLessThanOrEqual((line?.x ?? 0) + 1);
});
