import { type Attributes, Extension, mergeAttributes, Node } from '@tiptap/core';
import type { DOMOutputSpec, Node as DocumentNode, Schema, TagParseRule } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { type AttributeReader, readAttributes, wholeNumber } from './attribute-readers.js';
import { dataAttribute } from './data-attribute.js';
import { readPaletteColor } from './palette.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    table: {
      /** A table with a row of headers, in the place of the selection. */
      insertTable: (size: TableSize) => ReturnType;
    };
  }
}

interface TableSize {
  readonly rows: number;
  readonly cols: number;
}

/** Without a bound, a cell that claims to be a billion wide fills the memory. */
const maxSpan = 100;

const maxColumns = 1000;

const minColumnWidth = 25;

const readSpan: AttributeReader<number> = (value) => wholeNumber({ min: 1, max: maxSpan })(value) ?? 1;

const readWidth = wholeNumber({ min: minColumnWidth, max: 10_000 });

export const tableCellAttributes = {
  colspan: readSpan,
  rowspan: readSpan,
  /** Pixels for each column that the cell is wide, `0` where the column has no width of its own; or `null`. */
  colwidth: readColwidth,
  backgroundColor: readPaletteColor,
};

function readColwidth(value: unknown): readonly number[] | null {
  const list: unknown = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(list) || list.length === 0 || list.length > maxSpan) return null;
  const widths = list.map((width) => readWidth(width) ?? 0);
  return widths.some((width) => width > 0) ? widths : null;
}

function cellAttributes(): Attributes {
  return {
    colspan: dataAttribute('colspan', 'colspan', readSpan),
    rowspan: dataAttribute('rowspan', 'rowspan', readSpan),
    colwidth: {
      default: null,
      parseHTML: (element) => readColwidth(element.getAttribute('colwidth') ?? widthOfColumn(element)),
      renderHTML: (attrs) => {
        const widths = readColwidth(attrs['colwidth']);
        return widths === null ? {} : { colwidth: widths.join(',') };
      },
    },
    backgroundColor: dataAttribute('backgroundColor', 'data-color', readPaletteColor),
  };
}

/** Where Google Docs and Word write it. */
function widthOfColumn(cell: HTMLElement): string | null {
  const columns = cell.closest('table')?.querySelectorAll('colgroup > col');
  const index = Array.from(cell.parentElement?.children ?? []).indexOf(cell);
  const width = Number.parseInt(columns?.[index]?.getAttribute('width') ?? '', 10);
  return Number.isNaN(width) ? null : String(width);
}

/** The spaces of indented HTML are no content; a space that does not break is. */
function isEmptyCell(cell: HTMLElement): boolean {
  return cell.children.length === 0 && /^[ \t\r\n\f]*$/.test(cell.textContent ?? '');
}

function cell(name: 'tableCell' | 'tableHeader', tag: 'td' | 'th'): Node {
  const empty: TagParseRule = {
    tag,
    getAttrs: (element) => (isEmptyCell(element) ? {} : false),
    getContent: (_element, schema) => {
      const filled = schema.nodes[name]?.createAndFill();
      if (filled == null) throw new TypeError(`${name} has no content by itself`);
      return filled.content;
    },
  };
  return Node.create({
    name,
    content: 'block+',
    isolating: true,
    addAttributes: cellAttributes,
    parseHTML: () => [empty, { tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });
}

const TableCell = cell('tableCell', 'td');

const TableHeader = cell('tableHeader', 'th');

const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
});

/**
 * The nodes and attributes of Tiptap's table and nothing of its behaviour: that repairs a table which is out of shape,
 * because two people changed it at the same time, in everyone's browser who happens to look at it, and each reader would
 * add the missing cells once more. The editor has its own, which is loaded when it is needed.
 */
const Table = Node.create({
  name: 'table',
  content: 'tableRow+',
  isolating: true,
  group: 'block',
  parseHTML: () => [{ tag: 'table' }],

  addCommands: () => ({
    insertTable:
      (size) =>
      ({ state, tr, dispatch }) => {
        if (dispatch === undefined) return true;
        const inside = tr.selection.from + 1;
        tr.replaceSelectionWith(emptyTable(state.schema, size)).scrollIntoView();
        tr.setSelection(TextSelection.near(tr.doc.resolve(inside)));
        return true;
      },
  }),

  renderHTML({ node, HTMLAttributes }) {
    const widths = columnWidths(node);
    const total = widths.reduce((sum, width) => sum + (width || minColumnWidth), 0);
    const isFixed = widths.length > 0 && widths.every((width) => width > 0);
    const columns = widths.map(
      (width): DOMOutputSpec => ['col', { style: width > 0 ? `width: ${width}px` : `min-width: ${minColumnWidth}px` }],
    );
    const style = isFixed ? `width: ${total}px` : `min-width: ${total}px`;
    const attributes = mergeAttributes(HTMLAttributes, { style });
    if (columns.length === 0) return ['table', attributes, ['tbody', 0]];
    return ['table', attributes, ['colgroup', {}, ...columns], ['tbody', 0]];
  },
});

/** By which prosemirror-tables knows the nodes of tables. */
const tableRoles: Readonly<Record<string, string>> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
};

const TableRoles = Extension.create({
  name: 'tableRoles',
  extendNodeSchema: ({ name }) => (name in tableRoles ? { tableRole: tableRoles[name] } : {}),
});

function emptyTable({ nodes }: Schema, { rows, cols }: TableSize): DocumentNode {
  const { table, tableRow, tableCell, tableHeader } = nodes;
  const row = (index: number) => {
    const type = index === 0 ? tableHeader : tableCell;
    return tableRow?.create(null, Array.from({ length: cols }, () => type?.createAndFill() ?? []).flat()) ?? [];
  };
  const made = table?.create(null, Array.from({ length: rows }, (_, index) => row(index)).flat());
  if (made === undefined) throw new TypeError('the schema has no tables');
  return made;
}

/** Of the first row; `0` where a column has no width of its own. */
function columnWidths(table: DocumentNode): number[] {
  const widths: number[] = [];
  table.firstChild?.forEach((cell) => {
    const { colspan, colwidth } = readAttributes(tableCellAttributes, cell.attrs);
    for (let column = 0; column < colspan && widths.length < maxColumns; column++) widths.push(colwidth?.[column] ?? 0);
  });
  return widths;
}

export const tableExtensions = [TableRoles, Table, TableRow, TableHeader, TableCell];
