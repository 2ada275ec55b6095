import { type ClipboardSource, choosesColors } from './clipboard-source.js';
import { create, elementsIn, hasBlockChild, isBlank, nameOf, renamed, textOf, unwrap, wrapChildren } from './dom.js';
import { paletteColorOf } from './palette-match.js';
import type { StyleReader } from './styles.js';

/** Tables with data stay tables; those that only put parts of a page side by side are taken apart. */
export function readTables(root: HTMLElement, styles: StyleReader, source: ClipboardSource): void {
  // From the inside out: what is inside a layout table may be a table.
  for (const table of elementsIn(root, 'table').reverse()) {
    if (isLayout(table)) takeApart(table);
    else tidyTable(table, (cell) => lookOf(cell, styles, source));
  }
}

function isLayout(table: HTMLElement): boolean {
  const role = table.getAttribute('role');
  if (role === 'presentation' || role === 'none' || table.matches('.ltx_eqn_table')) return true;
  const rows = rowsOf(table);
  const cells = rows.flatMap(cellsOf);
  if (cells.length <= 1) return true;
  if (table.querySelector('table') !== null) return true;
  if (cells.some((cell) => nameOf(cell) === 'th')) return false;
  const columns = Math.max(...rows.map((row) => cellsOf(row).filter((cell) => !isBlank(cell)).length));
  const border = table.getAttribute('border');
  const isFrame = table.getAttribute('cellpadding') === '0' && (border === null || border === '0');
  // One column with a frame of nothing, as mails are built; or headings in cells, as pages are.
  if (columns <= 1 && isFrame) return true;
  return (
    cells.filter((cell) => cell.querySelector('h1, h2') !== null).length > 0 &&
    border !== '1' &&
    table.querySelector('thead') === null
  );
}

function takeApart(table: HTMLElement): void {
  const parts = rowsOf(table).flatMap((row) =>
    cellsOf(row)
      .filter((cell) => !isBlank(cell))
      .map((cell) => renamed(cell, 'div')),
  );
  table.replaceWith(...parts);
}

function tidyTable(table: HTMLElement, look: (cell: HTMLElement) => CellLook): void {
  const caption = [...table.children].find((child) => nameOf(child) === 'caption');
  if (caption !== undefined) {
    if (textOf(caption) !== '') table.before(renamed(caption, 'p'));
    else caption.remove();
  }
  const rows = rowsOf(table).filter((row) => cellsOf(row).length > 0);
  const body = create(table, 'tbody');
  for (const row of rows) {
    const isHead = row.parentElement !== null && nameOf(row.parentElement) === 'thead';
    const tidyRow = create(table, 'tr');
    for (const cell of cellsOf(row)) tidyRow.append(tidyCell(cell, isHead, look(cell)));
    body.append(tidyRow);
  }
  while (body.lastElementChild !== null && body.children.length > 1 && isBlank(body.lastElementChild))
    body.lastElementChild.remove();
  const fresh = create(table, 'table');
  fresh.append(body);
  if (body.children.length === 0 || isBlank(body)) table.remove();
  else table.replaceWith(fresh);
}

interface CellLook {
  /** Of our palette. */
  readonly color: string | null;
  /** `null` for the usual. */
  readonly align: string | null;
}

function lookOf(cell: HTMLElement, styles: StyleReader, source: ClipboardSource): CellLook {
  const style = styles.of(cell);
  const align = style.get('text-align') ?? cell.getAttribute('align') ?? '';
  const background = style.get('background-color') ?? style.get('background') ?? cell.getAttribute('bgcolor');
  return {
    color: choosesColors(source) ? paletteColorOf(background ?? undefined, 'background') : null,
    align: /^(?:center|right)$/i.test(align) ? align.toLowerCase() : null,
  };
}

function tidyCell(cell: HTMLElement, isHead: boolean, look: CellLook): HTMLElement {
  const attributes: Record<string, string> = look.color === null ? {} : { 'data-color': look.color };
  for (const span of ['colspan', 'rowspan']) {
    const value = Number.parseInt(cell.getAttribute(span) ?? '1', 10);
    if (value > 1 && value <= 100) attributes[span] = String(value);
  }
  const tidy = create(cell, isHead || nameOf(cell) === 'th' ? 'th' : 'td', attributes);
  // An empty cell of Google Docs holds a break.
  if (!isBlank(cell)) tidy.append(...cell.childNodes);
  if (look.align !== null) alignLines(tidy, look.align);
  for (const strong of elementsIn(tidy, 'strong, b')) {
    if (nameOf(tidy) === 'th' && textOf(strong) === textOf(tidy)) unwrap(strong);
  }
  return tidy;
}

/** A program aligns a cell, and a document the lines in it. */
function alignLines(cell: HTMLElement, align: string): void {
  if (isBlank(cell)) return;
  if (!hasBlockChild(cell)) wrapChildren(cell, 'p');
  for (const line of elementsIn(cell, 'p, div')) {
    if (line.style.textAlign === '') line.style.textAlign = align;
  }
}

function rowsOf(table: HTMLElement): HTMLElement[] {
  return elementsIn(table, 'tr').filter((row) => row.closest('table') === table);
}

function cellsOf(row: HTMLElement): HTMLElement[] {
  return [...row.children].filter((cell): cell is HTMLElement => /^(?:td|th)$/.test(nameOf(cell)));
}
