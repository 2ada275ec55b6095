/** Controls that no text has; tab, line feed, form feed and carriage return are text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for
const controls = /[\0-\x08\x0B\x0E-\x1F\x7F]/;

/** As much as is needed to see a document type or the first element. */
const headLength = 4_096;

/** Looks at bytes as they come: are they text, all of them? UTF-8 without control characters, that is. */
export class TextProbe {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #isText = true;
  /** The beginning, without a byte order mark. */
  #head = '';

  push(chunk: Uint8Array): void {
    if (this.#isText) this.#take(() => this.#decoder.decode(chunk, { stream: true }));
  }

  /** @returns the media type if it was text, else `null` */
  end(): string | null {
    if (this.#isText) this.#take(() => this.#decoder.decode());
    return this.#isText ? textType(this.#head) : null;
  }

  #take(decode: () => string): void {
    try {
      const text = decode();
      this.#isText = !controls.test(text);
      if (this.#head.length < headLength) this.#head = (this.#head + text).slice(0, headLength);
    } catch {
      this.#isText = false;
    }
  }
}

/** What may run in a browser is told apart from what is only read. Not more: every other text is as good as plain. */
function textType(head: string): string {
  const start = withoutProlog(head);
  if (/^<svg[\s>/]/i.test(start)) return 'image/svg+xml';
  if (/^<(?:!doctype\s+html|html|head|body|script|style|iframe|meta|title|link|base)[\s>/]/i.test(start)) {
    return 'text/html';
  }
  return /^\s*<\?xml[\s?]/.test(head) ? 'application/xml' : 'text/plain';
}

/** Skips what may stand before the first element: white space, the XML declaration, comments, a document type. */
function withoutProlog(head: string): string {
  let rest = head.trimStart();
  for (;;) {
    const end = prologEnd(rest);
    if (end === -1) return rest;
    rest = rest.slice(end).trimStart();
  }
}

function prologEnd(text: string): number {
  if (text.startsWith('<?')) return after(text, '?>');
  if (text.startsWith('<!--')) return after(text, '-->');
  if (!/^<!doctype\s+svg/i.test(text)) return -1;
  // With an internal subset, as drawing programs write it.
  const subset = text.indexOf('[');
  const close = text.indexOf('>');
  return subset !== -1 && subset < close ? after(text, ']>') : after(text, '>');
}

function after(text: string, mark: string): number {
  const at = text.indexOf(mark);
  return at === -1 ? -1 : at + mark.length;
}
