import { expect, test } from '../fixtures/test.js';
import type { DocumentPage } from '../pages/document-page.js';
import { TablePart } from '../pages/table-part.js';

test.use({ keepsApp: true });

const rows = [
  ['Name', 'Born'],
  ['Ada', '1815'],
  ['Grace', '1906'],
];

async function both(ada: DocumentPage, grace: DocumentPage): Promise<[TablePart, TablePart]> {
  const table = await TablePart.paste(ada, rows);
  const theirs = new TablePart(grace);
  await theirs.expectCells(rows);
  return [table, theirs];
}

test('a caret stays in its cell while somebody else rebuilds the table around it', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const [table, theirs] = await both(ada, grace);
  await table.caretInto('1906');

  await theirs.inRowMenu('Ada', 'Insert row above');
  await theirs.inColumnMenu('Name', 'Insert column left');
  await theirs.inRowMenu('Ada', 'Delete row');
  await theirs.inColumnMenu('Name', 'Duplicate column');
  await theirs.inRowMenu('Name', 'Move down');
  await expect.poll(async () => (await table.read()).map((row) => row.length)).toEqual([4, 4, 4]);
  await expect.poll(async () => (await table.read())[0]?.join('')).toBe('');
  await ada.page.keyboard.type('!');
  await expect.poll(async () => (await theirs.read()).flat().filter((text) => text.includes('!'))).toEqual(['1906!']);
});

test('selected cells stay selected while somebody else types and adds rows', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const [table, theirs] = await both(ada, grace);
  await table.caretInto('Ada');
  await ada.page.keyboard.press('Shift+ArrowRight');
  await expect(table.selected).toHaveText(['Ada', '1815']);
  await theirs.caretInto('Name');
  await grace.page.keyboard.type(' of the person');
  await theirs.inRowMenu('Name', 'Insert row below');
  await expect(table.cell('Name of the person')).toBeVisible();
  await expect(table.table.getByRole('row')).toHaveCount(4);
  await expect(table.selected).toHaveText(['Ada', '1815']);
  await ada.page.keyboard.press('Backspace');
  await theirs.expectCells([
    ['Name of the person', 'Born'],
    ['', ''],
    ['', ''],
    ['Grace', '1906'],
  ]);
});

test('an open menu stays open, and is about the same row, while somebody else writes', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const [table, theirs] = await both(ada, grace);
  await table.cell('Grace').hover();
  await table.rowOptions.click();
  await theirs.inRowMenu('Ada', 'Insert row above');
  await expect(table.table.getByRole('row')).toHaveCount(4);
  await expect(ada.page.getByRole('menu')).toBeVisible();
  await table.choose('Delete row');
  await theirs.expectCells([
    ['Name', 'Born'],
    ['', ''],
    ['Ada', '1815'],
  ]);
});

test('what two people break together is shown to both, written by nobody, and repaired by the next edit', async ({
  arrive,
  arriveByCable,
  id,
}) => {
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  const { person, cable } = await arriveByCable();
  const ada = await person.open(id, { name: 'Ada' });
  const [table, theirs] = await both(ada, grace);
  await ada.expectSaved();
  await ada.untilKept();

  cable.cut();
  await ada.expectState(/Offline|Reconnecting/);
  // Apart from each other: one makes a row shorter by merging, the other gives every row one more cell.
  await table.caretInto('Ada');
  await ada.page.keyboard.press('Shift+ArrowRight');
  await ada.page.keyboard.press('ControlOrMeta+Alt+t');
  await table.choose('Merge cells');
  await theirs.caretInto('Name');
  await grace.page.keyboard.press('Shift+ArrowDown');
  await grace.page.keyboard.press('ControlOrMeta+Alt+t');
  await theirs.choose('Merge cells');
  cable.mend();
  await ada.expectSaved();
  await expect.poll(() => table.read()).toEqual(await theirs.read());

  // A third person who only reads changes nothing: nothing is there to be saved.
  const reader = await (await arrive()).open(id);
  const shown = new TablePart(reader);
  await expect.poll(() => shown.read()).toEqual(await theirs.read());
  const unread = await theirs.read();
  await expect(reader.state).toHaveText('Saved');
  expect(await theirs.read()).toEqual(unread);

  await theirs.caretInto('Grace');
  await grace.page.keyboard.type('.');
  await theirs.inRowMenu('Grace.', 'Insert row below');
  await expect.poll(() => table.read()).toEqual(await theirs.read());
  await expect.poll(() => shown.read()).toEqual(await theirs.read());
  expect((await shown.read()).flat().join(' ')).toContain('Grace.');
});
