import { expect, type Locator, type Page } from '@playwright/test';
import { paste } from './clipboard.js';
import type { DocumentPage } from './document-page.js';

/** The first table of a document, as somebody sees it. */
export class TablePart {
  readonly page: Page;
  readonly table: Locator;
  readonly rowOptions: Locator;
  readonly columnOptions: Locator;
  readonly selected: Locator;

  constructor(document: DocumentPage) {
    this.page = document.page;
    this.table = document.text.getByRole('table').first();
    this.rowOptions = this.page.getByRole('button', { name: 'Row options' });
    this.columnOptions = this.page.getByRole('button', { name: 'Column options' });
    this.selected = this.table.locator('.selectedCell');
  }

  /** Puts a table where the caret is, from a spreadsheet. */
  static async paste(document: DocumentPage, rows: readonly (readonly string[])[]): Promise<TablePart> {
    await document.text.click();
    await paste(document.text, { text: rows.map((row) => row.join('\t')).join('\n') });
    const part = new TablePart(document);
    await expect(part.table).toBeVisible();
    return part;
  }

  cell(text: string): Locator {
    return this.table.locator('td, th').filter({ hasText: text }).first();
  }

  /** Puts the caret behind a cell's text. */
  async caretInto(text: string): Promise<void> {
    await this.cell(text).locator('p').first().click();
    await this.page.keyboard.press('End');
  }

  async choose(item: string): Promise<void> {
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  async inRowMenu(cell: string, item: string): Promise<void> {
    await this.cell(cell).hover();
    await this.rowOptions.click();
    await this.choose(item);
  }

  async inColumnMenu(cell: string, item: string): Promise<void> {
    await this.cell(cell).hover();
    await this.columnOptions.click();
    await this.choose(item);
  }

  /** What the cells say, without other people's carets. */
  read(): Promise<string[][]> {
    return this.table.evaluate((table) => {
      const copy = table.cloneNode(true) as HTMLTableElement;
      for (const caret of copy.querySelectorAll('[aria-hidden="true"]')) caret.remove();
      return [...copy.rows].map((row) => [...row.cells].map((cell) => cell.textContent ?? ''));
    });
  }

  async expectCells(cells: readonly (readonly string[])[]): Promise<void> {
    await expect.poll(() => this.read()).toEqual(cells);
  }
}
