import { type Attributes, mergeAttributes } from '@tiptap/core';
import {
  TableRow,
  TableCell as TiptapCell,
  TableHeader as TiptapHeader,
  Table as TiptapTable,
} from '@tiptap/extension-table';
import type { DOMOutputSpec, Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { type AttributeReader, readAttributes, wholeNumber } from './attribute-readers.js';
import { dataAttribute } from './data-attribute.js';
import { readPaletteColor } from './palette.js';
import { isRemoteTransaction } from './remote-transaction.js';

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

function cellAttributes(inherited: Attributes | undefined): Attributes {
  const colwidth = inherited?.['colwidth'];
  return {
    colspan: dataAttribute('colspan', 'colspan', readSpan),
    rowspan: dataAttribute('rowspan', 'rowspan', readSpan),
    colwidth: {
      default: null,
      // Tiptap's knows where Google Docs and Word write it.
      parseHTML: (element) => readColwidth(colwidth?.parseHTML?.(element)),
      renderHTML: (attrs) => {
        const widths = readColwidth(attrs['colwidth']);
        return widths === null ? {} : { colwidth: widths.join(',') };
      },
    },
    backgroundColor: dataAttribute('backgroundColor', 'data-color', readPaletteColor),
  };
}

const TableCell = TiptapCell.extend({
  addAttributes() {
    return cellAttributes(this.parent?.() as Attributes | undefined);
  },
});

const TableHeader = TiptapHeader.extend({
  addAttributes() {
    return cellAttributes(this.parent?.() as Attributes | undefined);
  },
});

/**
 * Tiptap's table with two differences: widths come from bounded attributes, and a table that is out of shape because two
 * people changed it at the same time is not repaired by everyone who happens to look at it. Each reader would add the
 * missing cells once more. The person who next changes that table repairs it.
 */
const Table = TiptapTable.extend({
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

  addProseMirrorPlugins() {
    return (this.parent?.() ?? []).map(withoutRemoteRepair);
  },
});

/** Of the first row; `0` where a column has no width of its own. */
function columnWidths(table: Node): number[] {
  const widths: number[] = [];
  table.firstChild?.forEach((cell) => {
    const { colspan, colwidth } = readAttributes(tableCellAttributes, cell.attrs);
    for (let column = 0; column < colspan && widths.length < maxColumns; column++) widths.push(colwidth?.[column] ?? 0);
  });
  return widths;
}

function withoutRemoteRepair(plugin: Plugin): Plugin {
  const { spec } = plugin;
  const append = spec.appendTransaction;
  if (append === undefined) return plugin;
  return new Plugin({
    ...spec,
    appendTransaction(transactions, before, after) {
      const appended = append.call(this, transactions, before, after);
      return appended?.docChanged && transactions.some(isRemoteTransaction) ? null : appended;
    },
  });
}

export const tableExtensions = [Table, TableRow, TableHeader, TableCell];
