import type { Page, Route } from '@playwright/test';
import type { Person } from '../fixtures/people.js';
import { expect, test } from '../fixtures/test.js';
import { paste } from '../pages/clipboard.js';
import type { DocumentPage } from '../pages/document-page.js';
import { EditorMenus } from '../pages/editor-menus.js';
import { TablePart } from '../pages/table-part.js';

/** Something that waits until it is let through. */
function latch(): { readonly held: Promise<void>; readonly letThrough: () => void } {
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  return { held, letThrough };
}

/** A slow network from now on: parts of the app that are loaded later wait until they are let through. */
async function holdParts(page: Page): Promise<() => void> {
  const { held, letThrough } = latch();
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  return letThrough;
}

/** Somebody for whom the script that holds the given words waits from the beginning until it is let through. */
async function openWithout(
  words: string,
  person: Person,
  id: string,
): Promise<{ readonly ada: DocumentPage; readonly letThrough: () => void }> {
  const { held, letThrough } = latch();
  await person.context.route('**/*.js', async (route) => {
    if (await brings(route, words)) await held;
    await route.continue();
  });
  return { ada: await person.open(id, { name: 'Ada' }), letThrough };
}

async function brings(route: Route, words: string): Promise<boolean> {
  try {
    const response = await route.fetch();
    return (await response.text()).includes(words);
  } catch {
    // The test is over, and its page gone.
    return false;
  }
}

/** Somebody whose page is never idle: nothing comes before it is asked for. */
async function openBusy(person: Person, id: string): Promise<DocumentPage> {
  await person.context.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  const document = await person.open(id, { name: 'Ada' });
  await document.write('some text');
  return document;
}

test('what is typed while the palette is on its way is in its field', async ({ arrive, id }) => {
  const ada = await openBusy(await arrive(), id);
  const { palette } = new EditorMenus(ada);
  const letThrough = await holdParts(ada.page);
  await ada.page.keyboard.press('ControlOrMeta+k');
  await ada.page.keyboard.type('heading');
  await expect(palette.getByRole('textbox')).toHaveValue('heading');
  letThrough();
  await expect(palette.getByRole('combobox')).toHaveValue('heading');
  await ada.page.keyboard.type(' 3');
  await expect(palette.getByRole('option', { selected: true })).toContainText('Heading 3');
  await ada.page.keyboard.press('Enter');
  await expect(ada.text.getByRole('heading', { level: 3 })).toHaveText('some text');
  await ada.page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('combobox')).toHaveValue('');
});

test('Escape while the palette is on its way leads back to the text', async ({ arrive, id }) => {
  const ada = await openBusy(await arrive(), id);
  const { palette } = new EditorMenus(ada);
  const letThrough = await holdParts(ada.page);
  await ada.page.keyboard.press('ControlOrMeta+k');
  await ada.page.keyboard.type('hea');
  await ada.page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  await expect(ada.text).toBeFocused();
  letThrough();
  await ada.page.keyboard.type('!');
  await ada.expectText('some text!');
});

test('what is typed while the find bar is on its way is looked for', async ({ arrive, id }) => {
  const ada = await openBusy(await arrive(), id);
  const letThrough = await holdParts(ada.page);
  const bar = ada.page.getByRole('search', { name: 'Find in the document' });
  const field = bar.getByRole('textbox', { name: 'Find', exact: true });
  await ada.page.keyboard.press('ControlOrMeta+f');
  await ada.page.keyboard.type('so');
  await expect(field).toHaveValue('so');
  letThrough();
  await expect(bar.getByRole('button', { name: 'Match case' })).toBeVisible();
  await expect(field).toBeFocused();
  await ada.page.keyboard.type('me');
  await expect(bar.getByRole('status')).toHaveText('1 of 1');
  await expect(field).toHaveValue('some');
  await ada.expectText('some text');
});

test('Enter that is pressed while the slash menu is on its way chooses from it', async ({ arrive, id }) => {
  const ada = await openBusy(await arrive(), id);
  const letThrough = await holdParts(ada.page);
  await ada.page.keyboard.type(' /task');
  await ada.page.keyboard.press('Enter');
  letThrough();
  await expect(ada.text.getByRole('listitem').locator('p')).toHaveText('some text ');
  await ada.page.keyboard.type('more');
  await expect(ada.text.getByRole('listitem').locator('p')).toHaveText('some text more');
});

test('without the menu Enter breaks the line', async ({ arrive, id }) => {
  const ada = await openBusy(await arrive(), id);
  await ada.page.route('**/_next/**/*.js', (route) => route.abort());
  await ada.page.keyboard.type(' /task');
  await ada.page.keyboard.press('Enter');
  await expect(ada.text.locator('p')).toHaveText(['some text /task', '']);
});

test('what is typed while the slash menu is on its way narrows it', async ({ arrive, id }) => {
  const ada = await openBusy(await arrive(), id);
  const menus = new EditorMenus(ada);
  const letThrough = await holdParts(ada.page);
  await ada.page.keyboard.type(' /task');
  letThrough();
  await expect(menus.option('Task list')).toBeVisible();
  await ada.page.keyboard.press('Enter');
  await expect(ada.text.getByRole('listitem').locator('p')).toHaveText('some text ');
});

test('what is pasted while the code for it is on its way comes in its order, with what is typed between', async ({
  arrive,
  id,
}) => {
  const ada = await openBusy(await arrive(), id);
  const letThrough = await holdParts(ada.page);
  await ada.page.keyboard.type(':');
  await paste(ada.text, { html: '<b>one</b>' });
  await paste(ada.text, { html: '<i>two</i>' });
  await ada.page.keyboard.type('-');
  await paste(ada.text, { text: '**three**' });
  await paste(ada.text, { text: 'four' });
  await ada.page.keyboard.type('.');
  letThrough();
  await ada.expectText('some text:onetwo-threefour.');
  await expect(ada.text.locator('strong')).toHaveText(['one', 'three']);
  await ada.page.keyboard.type('!');
  await ada.expectText('some text:onetwo-threefour.!');
});

test('what is pasted while only its reading is on its way comes in its order', async ({ arrive, id }) => {
  const ada = await openBusy(await arrive(), id);
  // What a table does with a paste is here, but nothing has been pasted yet.
  await paste(ada.text, { text: ' plain' });
  await ada.expectText('some text plain');
  const letThrough = await holdParts(ada.page);
  for (const word of ['one', 'two', 'three']) await paste(ada.text, { html: `<b>${word}</b>` });
  letThrough();
  await ada.expectText('some text plainonetwothree');
});

/** Of the plugins for code, tables and toggles: they are in one script. */
const wordsOfLaterPlugins = 'manyhandsFollow';

test('what is typed in new code while the plugins for it are on their way comes in its order', async ({
  arrive,
  id,
}) => {
  const { ada, letThrough } = await openWithout(wordsOfLaterPlugins, await arrive(), id);
  await ada.write('```js\nif (a) {');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.press('Tab');
  await ada.page.keyboard.type('one(x');
  await ada.page.keyboard.press('Backspace');
  await ada.page.keyboard.type(');');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.type('two();');
  letThrough();
  const code = ada.text.locator('pre code');
  await expect(code).toHaveText('if (a) {\n  one();\n  two();', { useInnerText: true });
  await ada.page.keyboard.type('!');
  await expect(code).toHaveText('if (a) {\n  one();\n  two();!', { useInnerText: true });
});

test('what is typed after Tab in a new table, while the plugins for it are on their way, is in the next cell', async ({
  arrive,
  id,
}) => {
  const { ada, letThrough } = await openWithout(wordsOfLaterPlugins, await arrive(), id);
  await ada.write('| a | b |\none');
  await ada.page.keyboard.press('Tab');
  await ada.page.keyboard.type('two');
  letThrough();
  await expect(ada.text.locator('td')).toHaveText(['one', 'two']);
});

test('plugins that do not come keep nobody from writing', async ({ arrive, id }) => {
  const { ada } = await openWithout(wordsOfLaterPlugins, await arrive(), id);
  await ada.write('```js\none');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.type('two');
  await expect(ada.text.locator('pre')).toHaveText('one\ntwo', { useInnerText: true });
});

test('a picture on the web that is named while the plugins for it are on their way is never asked for', async ({
  arrive,
  id,
}) => {
  // Every request to elsewhere fails the test when she leaves.
  const { ada, letThrough } = await openWithout(wordsOfLaterPlugins, await arrive(), id);
  await ada.write('![A plan](https://example.org/plan.png)');
  await expect(ada.text.locator('figure')).toBeVisible();
  letThrough();
  await expect(ada.text.locator('figure')).toContainText('A plan (picture from example.org)');
});

test('the handles of a table show beside a pointer that has been there before their code', async ({ arrive, id }) => {
  const { ada, letThrough } = await openWithout('Row options', await arrive(), id);
  const table = await TablePart.paste(ada, [
    ['a', 'b'],
    ['c', 'd'],
  ]);
  await table.cell('c').hover();
  await expect(table.rowOptions).toHaveCount(0);
  letThrough();
  await expect(table.rowOptions).toBeVisible();
});

test('emoji that are named while the code for their list is on its way are offered when it is here', async ({
  arrive,
  id,
}) => {
  const { ada, letThrough } = await openWithout(wordsOfLaterPlugins, await arrive(), id);
  await ada.write('well done :tad');
  letThrough();
  await expect(ada.page.getByRole('option', { name: 'tada', exact: false })).toBeVisible();
  await ada.page.keyboard.press('Enter');
  await ada.expectText('well done 🎉');
});

test('a face that is pressed while the code for carets is on its way is followed when it is here', async ({
  arrive,
  id,
}) => {
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await grace.write('Some words');
  const { ada, letThrough } = await openWithout(wordsOfLaterPlugins, await arrive(), id);
  await ada.avatarOf('Grace').click();
  await expect(ada.page.getByText('Following Grace')).toBeVisible();
  await grace.page.keyboard.insertText(Array.from({ length: 80 }, (_, index) => `Line ${index}.`).join('\n'));
  await expect(ada.text).toContainText('Line 79.');
  letThrough();
  await expect(ada.caretOf('Grace')).toBeInViewport();
});

test('the handle of a block shows beside a pointer that has been there before its code', async ({ arrive, id }) => {
  const { ada, letThrough } = await openWithout('Drag to move, press for the menu', await arrive(), id);
  await ada.write('first\nsecond');
  const { grip } = new EditorMenus(ada);
  await ada.paragraph('first').hover();
  await expect(grip).toHaveCount(0);
  letThrough();
  await expect(grip).toBeVisible();
});
