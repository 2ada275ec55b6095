import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { changedRange } from './changed-range.js';
import { type CodeToken, shiftTokens } from './code-tokens.js';

/** Longer blocks stay without colours: reading them would be felt. */
const maxLength = 50_000;
/** Up to here a block is read within the key press that changed it. */
const maxEagerLength = 3_000;
const pauseMs = 150;

interface ColouredBlock {
  readonly pos: number;
  readonly node: Node;
  readonly tokens: readonly CodeToken[];
  /** The colours are those of an older text, or none yet. */
  readonly isStale: boolean;
}

interface Colours {
  readonly blocks: readonly ColouredBlock[];
  readonly decorations: DecorationSet;
}

type Highlighter = typeof import('./highlighter.js');

const key = new PluginKey<Colours>('manyhandsHighlight');

/**
 * Colours code. Only a block that changed is read again: a short one at once, a long one when its writer pauses. Until
 * then its colours move along with the text.
 */
export function highlightPlugin(): Plugin<Colours> {
  const readers = new Readers();
  return new Plugin<Colours>({
    key,
    state: {
      init: (_config, { doc }) => colour({ blocks: [], decorations: DecorationSet.empty }, doc, wholeOf(doc), readers),
      apply: (tr, colours) => next(tr, colours, readers),
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
    view: (view) => new Repainter(view, readers),
  });
}

/** The languages that are here by now. */
class Readers {
  #highlighter: Highlighter | null = null;
  readonly #ready = new Set<string>();
  readonly #failed = new Set<string>();

  read({ attrs, textContent }: Node): readonly CodeToken[] | null {
    const language = languageOf(attrs);
    if (language === null || textContent.length > maxLength) return [];
    if (this.#highlighter === null || !this.#ready.has(language)) return null;
    return this.#highlighter.readTokens(language, textContent);
  }

  /** Whether the language is here now. A failure is not repeated until the page is opened again: it is only colour. */
  async load(language: string): Promise<boolean> {
    if (this.#ready.has(language)) return true;
    if (this.#failed.has(language)) return false;
    try {
      this.#highlighter ??= await import('./highlighter.js');
      await this.#highlighter.loadLanguage(language);
      this.#ready.add(language);
      return true;
    } catch {
      this.#failed.add(language);
      return false;
    }
  }
}

/** Reads again what is stale, one block in a task of its own. */
class Repainter {
  readonly #view: EditorView;
  readonly #readers: Readers;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView, readers: Readers) {
    this.#view = view;
    this.#readers = readers;
    this.update(view);
  }

  update(view: EditorView, before?: EditorState): void {
    const colours = key.getState(view.state);
    if (colours === undefined || (before !== undefined && key.getState(before) === colours)) return;
    if (colours.blocks.some(({ isStale }) => isStale)) this.#schedule();
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#repaint(), pauseMs);
  }

  async #repaint(): Promise<void> {
    const stale = this.#stale();
    if (stale === undefined) return;
    // New elements around the letters of a composition would break it off.
    if (this.#view.composing) return this.#schedule();
    const language = languageOf(stale.node.attrs);
    const isReady = language === null || (await this.#readers.load(language));
    if (this.#view.isDestroyed) return;
    const current = this.#find(stale.node);
    if (current !== undefined && !this.#view.composing) {
      const tokens = isReady ? (this.#readers.read(current.node) ?? []) : [];
      this.#view.dispatch(this.#view.state.tr.setMeta(key, { ...current, tokens, isStale: false }));
    }
    if (this.#stale() !== undefined) this.#schedule();
  }

  #stale(): ColouredBlock | undefined {
    return key.getState(this.#view.state)?.blocks.find(({ isStale }) => isStale);
  }

  #find(node: Node): ColouredBlock | undefined {
    return key.getState(this.#view.state)?.blocks.find((block) => block.node === node);
  }
}

function next(tr: Transaction, colours: Colours, readers: Readers): Colours {
  const painted: ColouredBlock | undefined = tr.getMeta(key);
  if (painted !== undefined && !tr.docChanged) return replace(colours, [painted], tr.doc);
  if (!tr.docChanged) return colours;
  const range = changedRange(tr);
  return range === null ? colours : colour(moved(colours, tr), tr.doc, range, readers, colours.blocks);
}

function moved({ blocks, decorations }: Colours, { mapping, doc }: Transaction): Colours {
  const kept = blocks.flatMap((block) => {
    const pos = mapping.map(block.pos);
    return doc.nodeAt(pos) === block.node ? [{ ...block, pos }] : [];
  });
  return { blocks: kept, decorations: decorations.map(mapping, doc) };
}

/** Gives the blocks in a range their colours: those that were read before for the same text, or those of before, moved. */
function colour(
  colours: Colours,
  doc: Node,
  { from, to }: { from: number; to: number },
  readers: Readers,
  before: readonly ColouredBlock[] = [],
): Colours {
  const found: { pos: number; node: Node }[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.type.spec.code === true && node.isTextblock) found.push({ pos, node });
    return !node.isTextblock;
  });
  const unchanged = new Set(colours.blocks.map(({ node }) => node));
  const touched = found.filter(({ node }) => !unchanged.has(node));
  if (touched.length === 0 && colours.blocks.length === before.length) return colours;
  const lost = before.filter(({ node }) => !unchanged.has(node));
  const painted = touched.map(({ pos, node }, index) => paint({ pos, node }, lost, lost[index], readers));
  return replace(colours, painted, doc);
}

function paint(
  { pos, node }: { pos: number; node: Node },
  lost: readonly ColouredBlock[],
  atSamePlace: ColouredBlock | undefined,
  readers: Readers,
): ColouredBlock {
  const same = lost.find((block) => block.node.eq(node));
  if (same !== undefined) return { ...same, pos, node };
  const text = node.textContent;
  if (text.length <= maxEagerLength || text.length > maxLength || languageOf(node.attrs) === null) {
    const tokens = readers.read(node);
    if (tokens !== null) return { pos, node, tokens, isStale: false };
  }
  const isSameLanguage = languageOf(atSamePlace?.node.attrs ?? {}) === languageOf(node.attrs);
  const tokens =
    atSamePlace === undefined || !isSameLanguage
      ? []
      : shiftTokens(atSamePlace.tokens, atSamePlace.node.textContent, text);
  return { pos, node, tokens, isStale: true };
}

function replace({ blocks, decorations }: Colours, painted: readonly ColouredBlock[], doc: Node): Colours {
  const positions = new Set(painted.map(({ pos }) => pos));
  let set = decorations;
  for (const { pos, node, tokens } of painted) {
    set = set.remove(set.find(pos + 1, pos + node.nodeSize - 1));
    set = set.add(
      doc,
      tokens.map((token) => Decoration.inline(pos + 1 + token.from, pos + 1 + token.to, { class: token.kind })),
    );
  }
  const others = blocks.filter(({ pos }) => !positions.has(pos));
  return { blocks: [...others, ...painted].sort((a, b) => a.pos - b.pos), decorations: set };
}

function languageOf(attrs: Readonly<Record<string, unknown>>): string | null {
  const { language } = attrs;
  return typeof language === 'string' && language.trim() !== '' ? language : null;
}

function wholeOf(doc: Node): { from: number; to: number } {
  return { from: 0, to: doc.content.size };
}
