import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { hrefOf } from '../markdown-shortcuts/web-address.js';
import { HeldPlaces } from '../positions/held-places.js';
import { showToast } from '../surface/toast.js';
import { type ClipboardContent, readClipboard } from './clipboard-content.js';
import type { MathReader } from './html/formulas.js';
import { parseInert, unarmed } from './inert-html.js';
import { insertConverted, pasteOwnHtml, replaceWithSlice } from './insert-pasted.js';
import { looksLikeMarkdown } from './looks-like-markdown.js';
import { insertPasted } from './paste-step.js';
import { isPlainPaste } from './plain-paste.js';
import { oneLine, plainTextSlice } from './plain-text.js';

type Readers = Pick<typeof import('./read-rich.js'), 'readRich' | 'openSlice' | 'needsMathReader'> &
  Pick<typeof import('./read-markdown.js'), 'readMarkdown'> & {
    /** Of formulas that few pages have; `null` until the first comes. */
    readonly readMath: MathReader | null;
  };

/** More is imported than pasted: a browser, and every peer's browser, would stand still. UTF-16 units. */
const maxTextLength = 2_000_000;
const maxHtmlLength = 12_000_000;
/** Longer ones are not also inserted literally for the sake of one Undo. */
const maxLiteralLength = 100_000;

/** Where pastes wait for the code that reads them. */
const waiting = new HeldPlaces<ClipboardContent>('manyhandsPaste');

/** Pasting: whatever other programs put on the clipboard, as clean blocks of a document. */
export function pasting(): Plugin {
  const session = new PasteSession();
  return new Plugin({
    key: waiting.key,
    state: waiting.field,
    props: {
      handleDOMEvents: {
        focus() {
          session.loadSoon();
          return false;
        },
        paste: (view, event) => session.paste(view, event),
      },
    },
    view: (view) => {
      if (view.hasFocus()) session.loadSoon();
      return {};
    },
  });
}

class PasteSession {
  #readers: Readers | null = null;
  #isScheduled = false;

  /** Once somebody writes, they may paste: then it should not have to be waited for. */
  loadSoon(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const whenIdle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 500));
    whenIdle(() => {
      // Without a network it is tried again when it is needed.
      this.#load().catch(() => undefined);
    });
  }

  paste(view: EditorView, event: ClipboardEvent): boolean {
    const isPlain = isPlainPaste(event);
    const data = event.clipboardData;
    if (data === null || !view.editable || event.defaultPrevented) return false;
    const content = readClipboard(data);
    if (content.hasFiles && !isPlain) return false;
    if (content.html === '' && content.text === '') return false;
    event.preventDefault();
    if (content.text.length > maxTextLength || content.html.length > maxHtmlLength) {
      showToast('That is too much to paste at once. Nothing was changed. Import it as a document instead.', view.dom);
      return true;
    }
    if (pasteLiterally(view, content, isPlain) || pasteAddress(view, content)) return true;
    if (content.isOurs) {
      pasteOwnHtml(view, unarmed(content.html), event);
      return true;
    }
    if (content.isCode && pasteCode(view, content)) return true;
    if (content.html === '' && !looksLikeMarkdown(content.text)) {
      const slice = plainTextSlice(view.state.schema, content.text, { keepsEmptyLines: false });
      // Lines with tabs, for instance, are cells.
      if (!isHandled(view, event, slice)) insertPlain(view, content.text, false);
      return true;
    }
    this.#pasteRich(view, content, event);
    return true;
  }

  #pasteRich(view: EditorView, content: ClipboardContent, event: ClipboardEvent): void {
    const { html } = content;
    if (this.#readers !== null && isEnough(this.#readers, html)) {
      insertRich(view, content, this.#readers, event);
      return;
    }
    // What is typed meanwhile comes after it, so the place is kept and not the caret.
    if (!view.state.selection.empty) view.dispatch(view.state.tr.deleteSelection());
    waiting.hold(view, content);
    this.#load(html).then(
      (readers) => waiting.release(view, content, () => insertRich(view, content, readers, event)),
      () => {
        waiting.release(view, content, () => insertPlain(view, content.text, false));
        if (!view.isDestroyed)
          showToast('The formatting could not be read while offline. The text was pasted without it.', view.dom);
      },
    );
  }

  async #load(html = ''): Promise<Readers> {
    if (this.#readers === null) {
      const { readRich, openSlice, needsMathReader } = await import('./read-rich.js');
      const { readMarkdown } = await import('./read-markdown.js');
      this.#readers ??= { readRich, openSlice, needsMathReader, readMarkdown, readMath: null };
    }
    if (!isEnough(this.#readers, html)) {
      try {
        const { latexOfMathMl } = await import('./html/math-ml.js');
        this.#readers = { ...this.#readers, readMath: latexOfMathMl };
      } catch {
        // Offline, formulas are pasted as their letters.
      }
    }
    return this.#readers;
  }
}

function isEnough({ readMath, needsMathReader }: Readers, html: string): boolean {
  return readMath !== null || !needsMathReader(html);
}

/** Into code as it is; into a caption as one line, and into a summary where it has no marks; with Shift as lines. */
function pasteLiterally(view: EditorView, { text, html, isCode }: ClipboardContent, isPlain: boolean): boolean {
  const { $from } = view.state.selection;
  const words = text === '' ? textOfHtml(html) : text;
  if ($from.parent.type.spec.code === true) {
    insertPasted(view, view.state.tr.insertText(words));
    return true;
  }
  const { name } = $from.parent.type;
  const isFormatted = html !== '' && !isPlain && !isCode;
  const takesOneLine = name === 'image' || (name === 'detailsSummary' && !isFormatted);
  if (takesOneLine) {
    insertPasted(view, view.state.tr.insertText(oneLine(words)));
    return true;
  }
  if (!isPlain) return false;
  insertPlain(view, words, true);
  return true;
}

/** An address over selected words makes them a link; alone it is a link itself. */
function pasteAddress(view: EditorView, { text, html }: ClipboardContent): boolean {
  const link = view.state.schema.marks['link'];
  const href = hrefOf(text.trim());
  if (link === undefined || href === null) return false;
  const { empty, from, to, $from, $to } = view.state.selection;
  if (!empty) {
    if (!$from.sameParent($to) || !$from.parent.type.allowsMarkType(link)) return false;
    const { tr } = view.state;
    tr.addMark(from, to, link.create({ href }));
    insertPasted(view, tr.setSelection(TextSelection.create(tr.doc, to)));
    return true;
  }
  if (html !== '' || !$from.parent.type.allowsMarkType(link)) return false;
  const node = view.state.schema.text(text.trim(), [
    ...$from.marks().filter((mark) => mark.type !== link),
    link.create({ href }),
  ]);
  insertPasted(view, view.state.tr.replaceSelectionWith(node, false).removeStoredMark(link));
  return true;
}

/** Lines of code make a block; a piece of a line in the middle of words is code within the line. */
function pasteCode(view: EditorView, { text, codeLanguage }: ClipboardContent): boolean {
  const { codeBlock } = view.state.schema.nodes;
  const { code } = view.state.schema.marks;
  const { parent } = view.state.selection.$from;
  const lines = text.replace(/\n+$/, '');
  if (codeBlock === undefined || lines === '') return false;
  if (!lines.includes('\n') && parent.content.size > 0) {
    if (code === undefined || !parent.type.allowsMarkType(code)) return false;
    insertPasted(view, view.state.tr.replaceSelectionWith(view.state.schema.text(lines, [code.create()]), false));
    return true;
  }
  const block = codeBlock.create({ language: codeLanguage }, view.state.schema.text(lines));
  insertSlice(view, new Slice(Fragment.from(block), 0, 0), null);
  return true;
}

function insertRich(view: EditorView, content: ClipboardContent, readers: Readers, event: ClipboardEvent): void {
  const { schema } = view.state;
  const rich =
    content.html === ''
      ? ({ kind: 'markdown' } as const)
      : readers.readRich(schema, content.html, content.text, readers.readMath, (html) => transformed(view, html));
  if (rich.kind === 'blocks') {
    insertSlice(view, rich.slice, event);
    return;
  }
  const blocks = rich.kind === 'markdown' ? readers.readMarkdown(schema, content.text) : null;
  if (blocks === null) {
    if (content.text !== '') insertPlain(view, content.text, false);
    return;
  }
  const slice = readers.openSlice(Slice.maxOpen(blocks));
  if (content.text.length > maxLiteralLength) insertSlice(view, slice, event);
  else insertConverted(view, plainTextSlice(schema, content.text, { keepsEmptyLines: true }), slice);
}

/** Other extensions may know better: tables put pasted cells into cells. */
function insertSlice(view: EditorView, slice: Slice, event: ClipboardEvent | null): void {
  if (event !== null && isHandled(view, event, slice)) return;
  insertPasted(view, replaceWithSlice(view.state.tr, slice));
}

function isHandled(view: EditorView, event: ClipboardEvent, slice: Slice): boolean {
  return view.someProp('handlePaste', (handle) => handle(view, event, slice)) === true;
}

function insertPlain(view: EditorView, text: string, keepsEmptyLines: boolean): void {
  const slice = plainTextSlice(view.state.schema, text, { keepsEmptyLines });
  const { $from } = view.state.selection;
  const only = slice.content.childCount === 1 ? (slice.content.firstChild?.textContent ?? '') : '';
  if (only !== '' && $from.parent.inlineContent) insertPasted(view, view.state.tr.insertText(only));
  else insertPasted(view, replaceWithSlice(view.state.tr, slice));
}

function textOfHtml(html: string): string {
  return parseInert(html).body.textContent ?? '';
}

/** Other extensions have their say about pasted HTML, as they have in ProseMirror's own paste. */
function transformed(view: EditorView, html: string): string {
  let result = html;
  view.someProp('transformPastedHTML', (transform) => {
    result = transform(result, view);
  });
  return result;
}
