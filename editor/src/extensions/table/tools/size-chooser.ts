import { openPopup } from '../../surface/popup.js';

export interface TableSize {
  readonly rows: number;
  readonly columns: number;
}

const maxRows = 8;
const maxColumns = 8;
const usual: TableSize = { rows: 3, columns: 3 };

/** Lets somebody choose how large a new table is: by pointing at a grid, or with arrows and Enter. */
export function openSizeChooser(anchor: Element, choose: (size: TableSize) => void, onClose: () => void): void {
  const words = document.createElement('div');
  words.className = 'mh-size-chooser__words';
  words.setAttribute('aria-live', 'polite');
  const popup = openPopup(
    { anchor, label: 'Size of the table', role: 'dialog', className: 'mh-size-chooser', onClose },
    [],
  );
  const grid = document.createElement('div');
  grid.className = 'mh-size-chooser__grid';
  grid.setAttribute('role', 'grid');
  grid.setAttribute('aria-label', 'Rows and columns');
  const cells: HTMLButtonElement[][] = [];
  const mark = (size: TableSize) => {
    words.textContent = `${size.rows} × ${size.columns}`;
    for (const [row, line] of cells.entries()) {
      for (const [column, cell] of line.entries()) {
        cell.classList.toggle('mh-size-chooser__cell--on', row < size.rows && column < size.columns);
      }
    }
  };
  for (let row = 1; row <= maxRows; row++) {
    const line = document.createElement('div');
    line.setAttribute('role', 'row');
    const buttons = Array.from({ length: maxColumns }, (_, index) => {
      const size = { rows: row, columns: index + 1 };
      const cell = cellButton(size, () => mark(size));
      cell.addEventListener('click', () => {
        popup.close();
        choose(size);
      });
      return cell;
    });
    cells.push(buttons);
    line.append(...buttons);
    grid.append(line);
  }
  grid.addEventListener('keydown', (event) => onKey(event, cells));
  popup.element.append(grid, words);
  window.dispatchEvent(new Event('resize'));
  mark(usual);
  cells[usual.rows - 1]?.[usual.columns - 1]?.focus();
}

function cellButton({ rows, columns }: TableSize, onReach: () => void): HTMLButtonElement {
  const cell = document.createElement('button');
  cell.type = 'button';
  cell.className = 'mh-size-chooser__cell';
  cell.setAttribute('role', 'gridcell');
  cell.setAttribute('aria-label', `${rows} by ${columns}`);
  cell.tabIndex = rows === usual.rows && columns === usual.columns ? 0 : -1;
  cell.addEventListener('pointerenter', onReach);
  cell.addEventListener('focus', onReach);
  return cell;
}

function onKey(event: KeyboardEvent, cells: readonly (readonly HTMLButtonElement[])[]): void {
  const row = cells.findIndex((line) => line.includes(event.target as HTMLButtonElement));
  const column = cells[row]?.indexOf(event.target as HTMLButtonElement) ?? -1;
  const next: Record<string, [number, number]> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [row, 0],
    End: [row, maxColumns - 1],
  };
  const to = next[event.key];
  if (to === undefined) return;
  event.preventDefault();
  cells[to[0]]?.[to[1]]?.focus();
}
