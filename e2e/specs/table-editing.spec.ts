import { devices } from '@playwright/test';
import { expect, test } from '../fixtures/test.js';
import { copy, paste } from '../pages/clipboard.js';
import { TablePart } from '../pages/table-part.js';

const rows = [
  ['Name', 'Born'],
  ['Ada', '1815'],
  ['Grace', '1906'],
];

test('cells copied from a spreadsheet become a table, and fill and grow one', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  await table.expectCells(rows);
  await table.caretInto('1906');
  await paste(ada.text, {
    html: '<table><tr><td>1906-12-09</td><td>New York</td></tr><tr><td>x</td><td>y</td></tr></table>',
  });
  await table.expectCells([
    ['Name', 'Born', ''],
    ['Ada', '1815', ''],
    ['Grace', '1906-12-09', 'New York'],
    ['', 'x', 'y'],
  ]);
});

test('lines that are pasted at a caret in a cell stay in it', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  await table.caretInto('Ada');
  await paste(ada.text, { text: ' Lovelace\nLondon' });
  await ada.page.keyboard.type('!');
  await expect(table.cell('Lovelace').locator('p')).toHaveText(['Ada Lovelace', 'London!']);
  await table.expectCells([
    ['Name', 'Born'],
    ['Ada LovelaceLondon!', '1815'],
    ['Grace', '1906'],
  ]);
  await ada.undo();
  await ada.undo();
  await table.expectCells(rows);
});

test('what is typed after cells were pasted stands behind the last of them', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  await table.caretInto('Ada');
  await paste(ada.text, { text: 'x\ty\nz\tw' });
  await ada.page.keyboard.type('!');
  await table.expectCells([
    ['Name', 'Born'],
    ['x', 'y'],
    ['z', 'w!'],
  ]);
  await ada.undo();
  await ada.undo();
  await table.expectCells(rows);
});

test('a column of lines fills selected cells', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  await table.caretInto('Ada');
  await ada.press('Shift+ArrowDown');
  await expect(table.selected).toHaveCount(2);
  await paste(ada.text, { text: 'Emmy\nSofja' });
  await ada.page.keyboard.type('!');
  await table.expectCells([
    ['Name', 'Born'],
    ['Emmy', '1815'],
    ['Sofja!', '1906'],
  ]);
});

test('Tab goes to the next cell, and makes a row behind the last one', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  await table.caretInto('Grace');
  await ada.page.keyboard.press('Tab');
  await ada.page.keyboard.type('9 December 1906');
  await ada.page.keyboard.press('Tab');
  await ada.page.keyboard.type('Barbara');
  await ada.page.keyboard.press('Shift+Tab');
  await ada.page.keyboard.type('1906');
  await table.expectCells([...rows.slice(0, 2), ['Grace', '1906'], ['Barbara', '']]);
});

test('a row is inserted, moved, doubled and deleted by its handle', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  await table.inRowMenu('Grace', 'Move up');
  await table.expectCells([
    ['Name', 'Born'],
    ['Grace', '1906'],
    ['Ada', '1815'],
  ]);
  await table.inRowMenu('Grace', 'Duplicate row');
  await table.expectCells([
    ['Name', 'Born'],
    ['Grace', '1906'],
    ['Grace', '1906'],
    ['Ada', '1815'],
  ]);
  await table.inRowMenu('Ada', 'Insert row below');
  await table.inRowMenu('Name', 'Delete row');
  await table.expectCells([
    ['Grace', '1906'],
    ['Grace', '1906'],
    ['Ada', '1815'],
    ['', ''],
  ]);
  await ada.undo();
  await expect(table.table).toContainText('Name');
});

test('a column is inserted, moved, doubled and deleted by its handle', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  await table.inColumnMenu('Born', 'Move left');
  await table.expectCells([
    ['Born', 'Name'],
    ['1815', 'Ada'],
    ['1906', 'Grace'],
  ]);
  await table.inColumnMenu('Born', 'Duplicate column');
  await table.inColumnMenu('Name', 'Delete column');
  await table.expectCells([
    ['Born', 'Born'],
    ['1815', '1815'],
    ['1906', '1906'],
  ]);
  await table.inColumnMenu('1815', 'Insert column right');
  await expect.poll(async () => (await table.read())[0]?.length).toBe(3);
});

test('the + at the edges adds a row and a column', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  await table.cell('Ada').hover();
  await ada.page.getByRole('button', { name: 'Add a row' }).click();
  await ada.page.getByRole('button', { name: 'Add a column' }).click();
  await table.expectCells([...rows.map((row) => [...row, '']), ['', '', '']]);
});

test('everything is reached by the keyboard: merge, split, colour, header', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  const { keyboard } = ada.page;
  await table.caretInto('Ada');
  await keyboard.press('Shift+ArrowRight');
  await expect(table.selected).toHaveCount(2);
  await keyboard.press('ControlOrMeta+Alt+t');
  await expect(ada.page.getByRole('menuitem', { name: 'Merge cells' })).toBeFocused();
  await keyboard.press('Enter');
  await table.expectCells([['Name', 'Born'], ['Ada1815'], ['Grace', '1906']]);
  await keyboard.press('Shift+F10');
  await ada.page.getByRole('menuitemradio', { name: 'Green' }).focus();
  await keyboard.press('Enter');
  await expect(table.cell('Ada')).toHaveAttribute('data-color', 'green');
  await keyboard.press('ControlOrMeta+Alt+t');
  await ada.page.getByRole('menuitem', { name: 'Split cell' }).focus();
  await keyboard.press('Enter');
  await table.expectCells([
    ['Name', 'Born'],
    ['Ada1815', ''],
    ['Grace', '1906'],
  ]);
  await keyboard.press('ControlOrMeta+Alt+t');
  await ada.page.getByRole('menuitemcheckbox', { name: 'Header row' }).focus();
  await keyboard.press('Enter');
  await expect(table.table.locator('tr').first().getByRole('columnheader')).toHaveCount(2);
  await keyboard.press('ControlOrMeta+Alt+t');
  await keyboard.press('Escape');
  await expect(ada.page.getByRole('menu')).toHaveCount(0);
  await expect(ada.text).toBeFocused();
});

test('Backspace empties selected cells first, then deletes the row, and at last the table', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  const { keyboard } = ada.page;
  await table.caretInto('Ada');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Backspace');
  await table.expectCells([
    ['Name', 'Born'],
    ['', ''],
    ['Grace', '1906'],
  ]);
  await keyboard.press('Backspace');
  await table.expectCells([
    ['Name', 'Born'],
    ['Grace', '1906'],
  ]);
  await table.caretInto('Name');
  await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Shift+ArrowDown');
  await expect(table.selected).toHaveCount(4);
  await keyboard.press('Delete');
  await table.expectCells([
    ['', ''],
    ['', ''],
  ]);
  await keyboard.press('Delete');
  await expect(table.table).toHaveCount(0);
});

test('selected cells are copied as cells and as text with tabs', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  await table.cell('Ada').hover();
  await ada.page.mouse.down();
  await table.cell('1906').hover();
  await ada.page.mouse.up();
  await expect(table.selected).toHaveCount(4);
  const copied = await copy(ada.text);
  expect(copied.text).toBe('Ada\t1815\nGrace\t1906');
  expect(copied.html).toContain('<td');
});

test('a column is resized by dragging: one change, seen by others, taken back by one undo', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const table = await TablePart.paste(ada, rows);
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const theirs = new TablePart(grace);
  await expect(theirs.table).toBeVisible();
  const width = async (part: TablePart) => Math.round((await part.cell('Name').boundingBox())?.width ?? 0);
  const before = await width(table);
  await table.cell('Name').hover();
  // Its code is here.
  await expect(table.columnOptions).toBeVisible();
  const box = await table.cell('Name').boundingBox();
  if (box === null) throw new Error('no cell');
  await ada.page.mouse.move(box.x + box.width, box.y + 10);
  await ada.page.mouse.down();
  await ada.page.mouse.move(box.x + box.width - 60, box.y + 10, { steps: 6 });
  await ada.page.mouse.move(box.x + box.width - 120, box.y + 10, { steps: 6 });
  // Nothing is written while it is dragged.
  expect(await width(theirs)).toBe(before);
  await ada.page.mouse.up();
  await expect.poll(() => width(theirs)).toBeLessThan(before - 100);
  await ada.undo();
  await expect.poll(() => width(theirs)).toBe(before);
  await table.inColumnMenu('Name', 'Wider column');
  await expect.poll(() => width(theirs)).toBeGreaterThan(before);
});

test('the arrows leave a table that is all of the document', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await TablePart.paste(ada, rows);
  const table = new TablePart(ada);
  await table.caretInto('1906');
  await ada.page.keyboard.press('ArrowDown');
  await ada.page.keyboard.type('below');
  await table.caretInto('Name');
  await ada.page.keyboard.press('ArrowUp');
  await ada.page.keyboard.type('above');
  await expect.poll(() => ada.readText()).toMatch(/^above\n.*\nbelow$/);
});

test('on a phone a wide table scrolls in its own frame, and a finger reaches its menu', async ({
  arrive,
  id,
}, info) => {
  const { viewport, isMobile, hasTouch, deviceScaleFactor, userAgent } = devices['Pixel 7'];
  const ada = await (await arrive({ viewport, isMobile, hasTouch, deviceScaleFactor, userAgent })).open(id);
  const wide = [Array.from({ length: 8 }, (_, index) => `Column ${index}`), Array.from({ length: 8 }, () => 'x')];
  const table = await TablePart.paste(ada, wide);
  expect(await ada.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
    0,
  );
  await table.cell('Column 1').tap();
  await table.rowOptions.tap();
  await info.attach('phone', { body: await ada.page.screenshot(), contentType: 'image/png' });
  await ada.page.getByRole('menuitem', { name: 'Insert row below' }).tap();
  await expect(table.table.getByRole('row')).toHaveCount(3);
});
