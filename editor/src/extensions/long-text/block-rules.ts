/**
 * Rules for the blocks of a text while something is done to all of them, in a style sheet of their own: ProseMirror would
 * take attributes on its elements for changes of the text.
 */
export class BlockRules {
  readonly #text: HTMLElement;
  #sheet: CSSStyleSheet | null = null;

  constructor(text: HTMLElement) {
    this.#text = text;
  }

  set(rules: string): void {
    this.#sheet ??= this.#adopt();
    this.#sheet.replaceSync(rules);
  }

  clear(): void {
    const sheet = this.#sheet;
    this.#sheet = null;
    if (sheet === null) return;
    const root = this.#root();
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  }

  #adopt(): CSSStyleSheet {
    const sheet = new CSSStyleSheet();
    const root = this.#root();
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return sheet;
  }

  #root(): Document | ShadowRoot {
    const root = this.#text.getRootNode();
    return root instanceof ShadowRoot ? root : document;
  }
}
