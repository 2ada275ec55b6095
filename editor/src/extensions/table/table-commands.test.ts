import { documentSchema } from '@manyhands/schema';
import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { CellSelection, TableMap } from '@tiptap/pm/tables';
import { describe, expect, it } from 'vitest';
import { duplicateAlong, moveAlong, setCellColor, setColumnWidth } from './table-commands.js';
import { isMeasurable, isSound } from './table-soundness.js';

type Cell = string | { text: string; colspan?: number; rowspan?: number; isHeader?: boolean };

function tableOf(rows: readonly (readonly Cell[])[]): Node {
  return documentSchema.nodeFromJSON({
    type: 'table',
    content: rows.map((cells) => ({
      type: 'tableRow',
      content: cells.map((cell) => {
        const { text, isHeader = false, ...spans } = typeof cell === 'string' ? { text: cell } : cell;
        const content = [{ type: 'paragraph', content: [{ type: 'text', text }] }];
        return { type: isHeader ? 'tableHeader' : 'tableCell', attrs: spans, content };
      }),
    })),
  });
}

/** A document of one table, with the caret in the cell that says `caret`. */
function stateWith(rows: readonly (readonly Cell[])[], caret: string): EditorState {
  const doc = documentSchema.node('doc', null, [tableOf(rows)]);
  let at = 0;
  doc.descendants((node, pos) => {
    if (node.isText && node.text === caret) at = pos + 1;
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, at) });
}

/** Commands need a view only to repair a broken table. */
function run(state: EditorState, command: Command): EditorState | null {
  let next: EditorState | null = null;
  const view = { state, editable: true, dispatch: () => undefined };
  command(state, (tr) => (next = state.apply(tr)), view as never);
  return next;
}

function texts(state: EditorState | null): string[][] {
  const rows: string[][] = [];
  state?.doc.firstChild?.forEach((row) => {
    const cells: string[] = [];
    row.forEach((cell) => {
      cells.push(cell.textContent);
    });
    rows.push(cells);
  });
  return rows;
}

const plain = [
  ['a', 'b', 'c'],
  ['d', 'e', 'f'],
  ['g', 'h', 'i'],
];

describe('moveAlong', () => {
  it('moves a row and keeps its nodes, and the caret in its cell', () => {
    const state = stateWith(plain, 'e');
    const row = state.doc.firstChild?.child(1);
    const moved = run(state, moveAlong('row', 1));
    expect(texts(moved)).toEqual([plain[0], plain[2], plain[1]]);
    expect(moved?.doc.firstChild?.child(2)).toBe(row);
    expect(moved?.selection.$head.parent.textContent).toBe('e');
  });

  it('moves a column and keeps the cells', () => {
    const moved = run(stateWith(plain, 'b'), moveAlong('column', -1));
    expect(texts(moved)).toEqual([
      ['b', 'a', 'c'],
      ['e', 'd', 'f'],
      ['h', 'g', 'i'],
    ]);
  });

  it('takes along what a merged cell ties to the row, and goes past what it ties to the neighbour', () => {
    const rows = [[{ text: 'a', rowspan: 2 }, 'b'], ['d'], ['e', 'f'], [{ text: 'g', rowspan: 2 }, 'h'], ['i']];
    expect(texts(run(stateWith(rows, 'd'), moveAlong('row', 1)))).toEqual([
      ['e', 'f'],
      ['a', 'b'],
      ['d'],
      ['g', 'h'],
      ['i'],
    ]);
    expect(texts(run(stateWith(rows, 'e'), moveAlong('row', 1)))).toEqual([
      ['a', 'b'],
      ['d'],
      ['g', 'h'],
      ['i'],
      ['e', 'f'],
    ]);
  });

  it('moves nothing past the edge, and nothing past a header', () => {
    expect(run(stateWith(plain, 'a'), moveAlong('row', -1))).toBeNull();
    expect(run(stateWith(plain, 'c'), moveAlong('column', 1))).toBeNull();
    const headed = [[{ text: 'x', isHeader: true }], ['y']];
    expect(run(stateWith(headed, 'y'), moveAlong('row', -1))).toBeNull();
  });
});

describe('duplicateAlong', () => {
  it('doubles a row and selects the copy', () => {
    const doubled = run(stateWith(plain, 'e'), duplicateAlong('row'));
    expect(texts(doubled)).toEqual([plain[0], plain[1], plain[1], plain[2]]);
    expect(doubled?.selection).toBeInstanceOf(CellSelection);
  });

  it('doubles columns that a merged cell ties together', () => {
    const doubled = run(
      stateWith(
        [
          [{ text: 'ab', colspan: 2 }, 'c'],
          ['d', 'e', 'f'],
        ],
        'd',
      ),
      duplicateAlong('column'),
    );
    expect(texts(doubled)).toEqual([
      ['ab', 'ab', 'c'],
      ['d', 'e', 'd', 'e', 'f'],
    ]);
    const table = doubled?.doc.firstChild;
    expect(table && TableMap.get(table).problems).toBeNull();
  });
});

describe('attributes of cells', () => {
  it('gives a width to each cell of a column, and to the right part of a merged one', () => {
    const state = stateWith([[{ text: 'ab', colspan: 2 }], ['c', 'd']], 'c');
    const next = run(state, setColumnWidth(0, 1, 120));
    expect(next?.doc.firstChild?.child(0).child(0).attrs['colwidth']).toEqual([0, 120]);
    expect(next?.doc.firstChild?.child(1).child(0).attrs['colwidth']).toBeNull();
    expect(next?.doc.firstChild?.child(1).child(1).attrs['colwidth']).toEqual([120]);
    expect(run(state, setColumnWidth(0, 7, 120))).toBeNull();
  });

  it('colours the cell with the caret', () => {
    const next = run(stateWith(plain, 'e'), setCellColor('teal'));
    expect(next?.doc.firstChild?.child(1).child(1).attrs['backgroundColor']).toBe('teal');
  });
});

describe('broken tables', () => {
  it('are told from sound ones', () => {
    expect(isSound(tableOf(plain))).toBe(true);
    expect(isSound(tableOf([['a', 'b'], ['c']]))).toBe(false);
    expect(isSound(tableOf([[{ text: 'a', rowspan: 3 }], ['b']]))).toBe(false);
  });

  it('are not even measured where a peer wrote a span that no table has', () => {
    expect(isMeasurable(tableOf([[{ text: 'a', colspan: 1_000_000_000 }]]))).toBe(false);
    expect(isMeasurable(tableOf([[{ text: 'a', rowspan: -1 }]]))).toBe(false);
    expect(isMeasurable(tableOf([[{ text: 'a', colspan: 1.5 }]]))).toBe(false);
  });
});
