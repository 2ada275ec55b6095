/** Declarations of one element by property. Read from the text: browsers drop what they do not know, such as `mso-list`. */
export type Styles = ReadonlyMap<string, string>;

/** Whether somebody chose a face for code. */
export function isMonospace(styles: Styles): boolean {
  return monospace.test(styles.get('font-family') ?? styles.get('font') ?? '');
}

const monospace = /\bmono|menlo|monaco|consolas|courier|jetbrains|fira code|source code|cascadia/;
const maxRules = 2000;
const maxRuleText = 500_000;

/** Declarations of a `style` attribute. */
function parseDeclarations(text: string): Map<string, string> {
  const styles = new Map<string, string>();
  for (const declaration of text.split(/;(?![^(]*\))/)) {
    const colon = declaration.indexOf(':');
    if (colon === -1) continue;
    const value = declaration
      .slice(colon + 1)
      .replace(/!important/i, '')
      .trim()
      .toLowerCase();
    styles.set(declaration.slice(0, colon).trim().toLowerCase(), value);
  }
  return styles;
}

/**
 * The styles of elements as their author meant them: the `style` attribute over the rules of the page's own style
 * elements, as far as those name one tag or class. Apple, Office and LibreOffice write documents that way.
 */
export class StyleReader {
  readonly #rules = new Map<string, Map<string, string>>();
  readonly #read = new WeakMap<Element, Styles>();

  constructor(document: Document) {
    for (const element of document.querySelectorAll('style')) this.#addSheet(element.textContent ?? '');
  }

  of(element: Element): Styles {
    const known = this.#read.get(element);
    if (known !== undefined) return known;
    const styles = new Map<string, string>();
    if (this.#rules.size > 0) {
      const tag = element.nodeName.toLowerCase();
      for (const name of element.classList) {
        for (const selector of [`.${name}`, `${tag}.${name}`]) {
          for (const [property, value] of this.#rules.get(selector) ?? []) styles.set(property, value);
        }
      }
    }
    for (const [property, value] of parseDeclarations(element.getAttribute('style') ?? '')) styles.set(property, value);
    this.#read.set(element, styles);
    return styles;
  }

  #addSheet(text: string): void {
    const sheet = text.slice(0, maxRuleText).replace(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|<!--|-->/g, '');
    for (const [, selectors = '', body = ''] of sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      for (const selector of selectors.split(',')) {
        const name = selector.trim();
        if (!/^[a-z0-9]*\.[\w-]+$/i.test(name) || this.#rules.size >= maxRules) continue;
        const rule = this.#rules.get(name) ?? new Map<string, string>();
        for (const [property, value] of parseDeclarations(body)) rule.set(property, value);
        this.#rules.set(name, rule);
      }
    }
  }
}
