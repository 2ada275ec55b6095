import type { Editor } from '@tiptap/core';
import { type EditorState, TextSelection } from '@tiptap/pm/state';
import { SnapshotStore } from '../../client/snapshot-store.js';
import { endUndoStep } from '../undo/undo-steps.js';
import { type FindMatch, findIn, linesOf, maxMatches } from './find-matches.js';
import { findMarksOf, withFindMarks } from './find-plugin.js';
import { compileQuery, emptyQuery, type FindQuery } from './find-query.js';
import { MatchMarks } from './match-marks.js';
import { openTogglesAround } from './open-toggles.js';
import { PatternTimeoutError, searchPattern } from './pattern-worker.js';

/** What a find bar shows. */
export interface FindSnapshot {
  readonly count: number;
  /** From 1; 0 without a match. */
  readonly position: number;
  /** Whether there are more than are counted. */
  readonly isCut: boolean;
  /** Why nothing can be found, in words. */
  readonly problem: string | null;
}

const nothing: FindSnapshot = { count: 0, position: 0, isCut: false, problem: null };
/** A pattern is run again so long after the last edit. */
const repeatAfterMs = 200;

/** One search in one editor, from the opening of the find bar to its closing. */
export class FindSession {
  readonly #editor: Editor;
  readonly #store = new SnapshotStore<FindSnapshot>(
    nothing,
    (a, b) => a.count === b.count && a.position === b.position && a.isCut === b.isCut && a.problem === b.problem,
  );
  #query: FindQuery = emptyQuery;
  #search = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Where the search goes on from: where the caret was, or the last match. */
  #origin: number;

  readonly subscribe = this.#store.subscribe;
  readonly getSnapshot = this.#store.getSnapshot;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#origin = editor.state.selection.from;
    editor.on('transaction', this.#onTransaction);
  }

  search(query: FindQuery): void {
    this.#query = query;
    this.#origin = this.#marks?.currentMatch?.from ?? this.#origin;
    this.#run(true);
  }

  step(direction: 1 | -1): void {
    const marks = this.#marks;
    if (marks === null || marks.matches.length === 0) return;
    const next = (marks.current + direction + marks.matches.length) % marks.matches.length;
    this.#show(marks.at(next), true);
  }

  /** Replaces the current match and goes to the next one. */
  replace(replacement: string): void {
    const marks = this.#marks;
    const match = marks?.currentMatch;
    if (match === undefined || !this.#editor.isEditable) return;
    const { state, view } = this.#editor;
    endUndoStep(state);
    view.dispatch(replaced(state, [match], (text) => this.#expand(text, replacement)));
    endUndoStep(view.state);
    this.#origin = match.from + this.#expand(lineOf(state, match), replacement).length;
    this.#run(true);
  }

  /** All at once: one step to undo. @returns how many */
  replaceAll(replacement: string): number {
    const marks = this.#marks;
    if (marks === null || marks.matches.length === 0 || !this.#editor.isEditable) return 0;
    const { state, view } = this.#editor;
    endUndoStep(state);
    view.dispatch(replaced(state, marks.matches, (text) => this.#expand(text, replacement)));
    endUndoStep(view.state);
    this.#run(false);
    return marks.matches.length;
  }

  /** Ends the search with the caret at the current match. */
  close(): void {
    this.#search.abort();
    clearTimeout(this.#timer);
    this.#editor.off('transaction', this.#onTransaction);
    if (this.#editor.isDestroyed) return;
    const { state, view } = this.#editor;
    const match = this.#marks?.currentMatch;
    const tr = withFindMarks(state.tr, null);
    if (match !== undefined) tr.setSelection(TextSelection.create(state.doc, match.from, match.to)).scrollIntoView();
    view.dispatch(tr);
    view.focus();
  }

  get #marks(): MatchMarks | null {
    const marks = findMarksOf(this.#editor.state);
    return marks instanceof MatchMarks ? marks : null;
  }

  readonly #onTransaction = ({ transaction }: { transaction: { docChanged: boolean } }) => {
    if (!transaction.docChanged) return;
    this.#tell(null);
    if (!this.#query.isPattern) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(false), repeatAfterMs);
  };

  #run(reveals: boolean): void {
    this.#search.abort();
    this.#search = new AbortController();
    const compiled = compileQuery(this.#query);
    const { doc } = this.#editor.state;
    if (compiled.kind !== 'pattern') {
      this.#show(new MatchMarks(doc, [], -1, null), false);
      this.#tell(compiled.kind === 'invalid' ? compiled.sentence : null);
      return;
    }
    if (!this.#query.isPattern) {
      const matches = findIn(linesOf(doc), compiled.source, compiled.flags);
      this.#show(new MatchMarks(doc, matches, this.#nearest(matches), compiled), reveals);
      return;
    }
    const { signal } = this.#search;
    searchPattern(linesOf(doc), { source: compiled.source, flags: compiled.flags, signal }).then(
      (matches) => {
        if (signal.aborted || this.#editor.isDestroyed) return;
        // Written meanwhile: what was found is somewhere else now.
        if (this.#editor.state.doc !== doc) this.#run(reveals);
        else this.#show(new MatchMarks(doc, matches, this.#nearest(matches), null), reveals);
      },
      (error: unknown) => {
        if (signal.aborted || this.#editor.isDestroyed) return;
        this.#show(new MatchMarks(this.#editor.state.doc, [], -1, null), false);
        this.#tell(
          error instanceof PatternTimeoutError
            ? 'This pattern takes too long. Try a simpler one.'
            : 'The search could not be run here.',
        );
      },
    );
  }

  #nearest(matches: readonly FindMatch[]): number {
    if (matches.length === 0) return -1;
    const next = matches.findIndex(({ from }) => from >= this.#origin);
    return next === -1 ? 0 : next;
  }

  #show(marks: MatchMarks, reveals: boolean): void {
    const { view } = this.#editor;
    view.dispatch(withFindMarks(view.state.tr, marks));
    this.#tell(null);
    const match = marks.currentMatch;
    if (!reveals || match === undefined) return;
    this.#origin = match.from;
    openTogglesAround(view, match.from);
    view.dom.querySelector('.mh-find-match--current')?.scrollIntoView({ block: 'center' });
  }

  #tell(problem: string | null): void {
    const marks = this.#marks;
    const count = marks?.matches.length ?? 0;
    this.#store.set({ count, position: marks === null ? 0 : marks.current + 1, isCut: count >= maxMatches, problem });
  }

  /** `$1` and `$&` in the replacement of a pattern. */
  #expand(text: string, replacement: string): string {
    const compiled = compileQuery(this.#query);
    if (!this.#query.isPattern || compiled.kind !== 'pattern') return replacement;
    return text.replace(new RegExp(compiled.source, compiled.flags.replace('g', '')), replacement);
  }
}

function lineOf(state: EditorState, { from, to }: FindMatch): string {
  return state.doc.textBetween(from, to, '\n', '\ufffc');
}

/** From the end, so that positions before it stay. The new text is marked as the first letter of the old one was. */
function replaced(state: EditorState, matches: readonly FindMatch[], expand: (text: string) => string) {
  const { tr } = state;
  for (const match of [...matches].reverse()) {
    const text = expand(lineOf(state, match));
    if (text === '') tr.delete(match.from, match.to);
    else tr.replaceWith(match.from, match.to, state.schema.text(text, state.doc.resolve(match.from + 1).marks()));
  }
  return tr;
}
