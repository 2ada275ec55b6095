import { createDocument, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import type { DocumentPage } from '../pages/document-page.js';
import { EditorMenus } from '../pages/editor-menus.js';

/**
 * Every scenario ends with a key: where it lands is where the caret was. Ada is in the middle of "Hello wor|ld"; Grace does
 * something to that paragraph.
 */
const scenarios: {
  readonly name: string;
  readonly act: (grace: DocumentPage) => Promise<void>;
  readonly text: string;
}[] = [
  {
    name: 'breaks the line beside it with Shift+Enter',
    act: async (grace) => {
      await grace.placeCaret('wor');
      await grace.press('Shift+Enter');
    },
    text: 'First\nHello worXld\nLast',
  },
  {
    name: 'splits the paragraph before it',
    act: async (grace) => {
      await grace.placeCaret('Hello');
      await grace.press('Enter');
    },
    text: 'First\nHello\n worXld\nLast',
  },
  {
    name: 'splits the paragraph at it',
    act: async (grace) => {
      await grace.placeCaret('wor');
      await grace.press('Enter');
    },
    text: 'First\nHello worX\nld\nLast',
  },
  {
    name: 'splits the paragraph after it',
    act: async (grace) => {
      await grace.placeCaret('worl');
      await grace.press('Enter');
    },
    text: 'First\nHello worXl\nd\nLast',
  },
  {
    name: 'joins the paragraph to the one above',
    act: async (grace) => {
      await grace.placeCaret('First');
      await grace.press('Delete');
    },
    text: 'FirstHello worXld\nLast',
  },
  {
    name: 'makes a heading of it',
    act: async (grace) => {
      await grace.placeCaret('Hello');
      await grace.press('ControlOrMeta+Alt+2');
    },
    text: 'First\nHello worXld\nLast',
  },
  {
    name: 'makes a list of it',
    act: async (grace) => {
      await grace.placeCaret('Hello');
      await grace.press('ControlOrMeta+Shift+8');
    },
    text: 'First\nHello worXld\nLast',
  },
  {
    name: 'quotes it',
    act: async (grace) => {
      await grace.placeCaret('Hello');
      await grace.press('ControlOrMeta+Shift+b');
    },
    text: 'First\nHello worXld\nLast',
  },
  {
    name: 'makes its words bold',
    act: async (grace) => {
      await grace.placeCaret('Hello');
      await grace.press('End');
      await grace.press('Shift+Home');
      await grace.press('ControlOrMeta+b');
    },
    text: 'First\nHello worXld\nLast',
  },
  {
    name: 'moves it up with the keyboard',
    act: async (grace) => {
      await grace.placeCaret('Hello');
      await grace.press('Alt+Shift+ArrowUp');
    },
    text: 'Hello worXld\nFirst\nLast',
  },
  {
    name: 'drags it to another place',
    act: async (grace) => {
      await new EditorMenus(grace).holdOver(grace.paragraph('Hello'), grace.paragraph('Last'), 'bottom');
      await grace.page.mouse.up();
    },
    text: 'First\nLast\nHello worXld',
  },
  {
    name: 'deletes the paragraph',
    act: async (grace) => {
      await grace.placeCaret('Hello');
      await grace.press('Home');
      await grace.press('Shift+End');
      await grace.press('Backspace');
      await grace.press('Backspace');
    },
    text: 'First\nXLast',
  },
];

test('the caret stays with its letters, whatever somebody does to the paragraph', async ({ arrive, id }) => {
  test.slow();
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  for (const { name, act, text } of scenarios) {
    await test.step(name, async () => {
      await ada.text.click();
      await ada.press('ControlOrMeta+a');
      await ada.press('Backspace');
      await ada.press('ControlOrMeta+Alt+0');
      await ada.page.keyboard.type('First\nHello world\nLast');
      await grace.expectText('First\nHello world\nLast');
      await ada.placeCaret('Hello wor');
      const before = await grace.text.innerHTML();
      await grace.text.focus();
      await act(grace);
      await expect.poll(() => grace.text.innerHTML()).not.toBe(before);
      await expect.poll(async () => wordsOf(await ada.text.innerHTML())).toBe(wordsOf(await grace.text.innerHTML()));
      await ada.page.keyboard.type('X');
      await grace.expectText(text);
      await ada.expectText(text);
      // One's own letter and nothing else is taken back, and the caret is where it was.
      await ada.undo();
      await ada.expectText(text.replace('X', ''));
      await ada.page.keyboard.type('Y');
      await ada.expectText(text.replace('X', 'Y'));
    });
  }
});

/** Markup without carets and selections, which each sees of the other only. */
function wordsOf(html: string): string {
  return html
    .replace(/<span class="mh-(caret|selection)[^>]*>|<\/span>| style=""/g, '')
    .replace(/<img class="ProseMirror-separator"[^>]*>|<br class="ProseMirror-trailingBreak">/g, '');
}

test('two people type at the same place, and in the same empty paragraph while one is offline', async ({
  arrive,
  arriveByCable,
  id,
}) => {
  test.slow();
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const { person, cable } = await arriveByCable();
  const grace = await person.open(id, { name: 'Grace' });
  await ada.write('Both: ');
  await grace.expectText('Both: ');
  await grace.placeCaret('Both: ');
  await Promise.all([
    ada.page.keyboard.type('aaaaaaaaaa', { delay: 10 }),
    grace.page.keyboard.type('bbbbbbbbbb', { delay: 10 }),
  ]);
  await expect.poll(async () => (await ada.readText()).length).toBe('Both: '.length + 20);
  await expect.poll(async () => (await ada.readText()) === (await grace.readText())).toBe(true);
  // Nobody's letters are out of order, and each went on behind their own. Whose come first is up to Yjs.
  await ada.press('ControlOrMeta+End');
  await ada.press('Enter');
  await ada.expectSaved();
  await expect.poll(async () => (await grace.readText()).split('\n').length).toBe(2);
  await grace.text.click();
  await grace.press('ControlOrMeta+End');
  cable.cut();
  await grace.expectState(/Reconnecting|Offline/);
  await grace.page.keyboard.type('grace');
  await ada.page.keyboard.type('ada');
  await ada.expectSaved();
  cable.mend();
  await grace.expectSaved();
  await expect.poll(async () => (await ada.readText()) === (await grace.readText())).toBe(true);
  await ada.page.keyboard.type('!');
  await grace.page.keyboard.type('?');
  for (const somebody of [ada, grace]) {
    await expect
      .poll(async () => (await somebody.readText()).split('\n').at(-1))
      .toMatch(/^(ada!grace\?|grace\?ada!)$/);
  }
});

test('code, the title and a selection by mouse survive what others write in them', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.text.click();
  await ada.page.keyboard.type('``` let a = 1');
  await expect(grace.text.locator('pre')).toContainText('let a = 1');
  await grace.placeCaret('let');
  await grace.page.keyboard.type('!!');
  await expect(ada.text.locator('pre')).toContainText('let!! a = 1');
  await ada.press('Enter');
  await ada.page.keyboard.type('b');
  await expect(grace.text.locator('pre')).toContainText(/let!! a = 1\nb/);

  await ada.title.click();
  await ada.page.keyboard.type('Plan');
  await expect(grace.title).toHaveText('Plan');
  await grace.title.click();
  await grace.press('Home');
  await grace.page.keyboard.type('Our ');
  await expect(ada.title).toHaveText('Our Plan');
  await ada.page.keyboard.type('s');
  await expect(grace.title).toHaveText('Our Plans');

  // A drag that is under way goes on over what arrives meanwhile.
  const box = await ada.text.locator('pre').boundingBox();
  if (box === null) throw new Error('no code');
  await ada.page.mouse.move(box.x + 20, box.y + 20);
  await ada.page.mouse.down();
  await ada.page.mouse.move(box.x + 60, box.y + 20, { steps: 4 });
  const selected = () => ada.page.evaluate(() => getSelection()?.toString() ?? '');
  const before = await selected();
  expect(before.length).toBeGreaterThan(0);
  await grace.text.click();
  await grace.press('ControlOrMeta+End');
  await grace.page.keyboard.type('zzz');
  await expect(ada.text).toContainText('zzz');
  expect(await selected()).toBe(before);
  await ada.page.mouse.move(box.x + 80, box.y + 20, { steps: 4 });
  await ada.page.mouse.up();
  expect((await selected()).startsWith(before)).toBe(true);
});

for (const anchoring of ['with the browser’s own anchoring', 'without, as in Safari'] as const) {
  test(`the line being written, or read, stays where it is on the screen: ${anchoring}`, async ({ arrive, id }) => {
    test.slow();
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    const grace = await (await arrive()).open(id, { name: 'Grace' });
    if (anchoring.startsWith('without'))
      await ada.page.addStyleTag({ content: '* { overflow-anchor: none !important }' });
    await ada.text.click();
    await ada.page.keyboard.insertText(Array.from({ length: 60 }, (_, index) => `Line ${index}.`).join('\n'));
    await ada.page.evaluate(() => undefined);
    await expect(grace.text).toContainText('Line 59.');
    const topOf = (words: string) =>
      ada.text
        .getByText(words, { exact: true })
        .first()
        .evaluate((element) => Math.round(element.getBoundingClientRect().top));

    await ada.text.getByText('Line 40.').click();
    await ada.press('End');
    const before = await topOf('Line 40.');
    await grace.placeCaret('Line 2.');
    await grace.page.keyboard.insertText('\nNew above. '.repeat(50));
    await expect(ada.text).toContainText('New above.');
    await expect.poll(async () => Math.abs((await topOf('Line 40.')) - before)).toBeLessThan(2);
    await ada.page.keyboard.type('X');
    await expect(grace.text).toContainText('Line 40.X');
    expect(Math.abs((await topOf('Line 40.X')) - before)).toBeLessThan(2);

    // Somebody who only reads, elsewhere than their caret.
    await ada.text.getByText('Line 10.', { exact: true }).evaluate((line) => line.scrollIntoView({ block: 'center' }));
    await expect(ada.text.getByText('Line 40.X')).not.toBeInViewport();
    const readTop = await topOf('Line 10.');
    await grace.placeCaret('Line 0.');
    await grace.press('Enter');
    await grace.page.keyboard.type('At the very top');
    await expect(ada.text).toContainText('At the very top');
    await expect.poll(async () => Math.abs((await topOf('Line 10.')) - readTop)).toBeLessThan(2);
  });
}

test('a key acts where the caret is seen, also before the browser has told the editor', async ({
  arrive,
  server,
  id,
}) => {
  await createDocument(server.url, id, [paragraph('one'), { type: 'horizontalRule' }, paragraph('two')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  // In one task: no event of the browser comes in between.
  const enterBehind = (words: string) =>
    ada.text.evaluate((element, text) => {
      const node = [...element.querySelectorAll('p')].find((line) => line.textContent === text)?.firstChild;
      if (!(node instanceof Text)) throw new Error(`no line is ${text}`);
      getSelection()?.collapse(node, node.length);
      element.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true, cancelable: true }),
      );
    }, words);
  await ada.paragraph('one').click();
  await enterBehind('two');
  await ada.expectText('one\n\ntwo\n');
  // A selected block would otherwise be replaced.
  await ada.text.locator('hr').click();
  await expect(ada.text.locator('.ProseMirror-selectednode')).toHaveCount(1);
  await enterBehind('one');
  await ada.expectText('one\n\n\ntwo\n');
  await expect(ada.text.locator('hr')).toHaveCount(1);
});
