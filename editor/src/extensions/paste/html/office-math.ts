import { parseInert } from '../inert-html.js';
import { boundDepth } from './bound-depth.js';
import { commentsIn, elementsIn, isElement, isText, nameOf } from './dom.js';

const mathNamespace = 'http://www.w3.org/1998/Math/MathML';
/** Deeper than any formula; what is below is read as its text. */
const maxDepth = 60;
const isComment = (node: Node | null): node is Comment => node?.nodeType === 8;

/**
 * Word and OneNote keep their formulas in comments, and beside them pictures that are files of theirs. Each becomes a
 * `math` element in the place of both.
 */
export function readOfficeMath(root: HTMLElement): void {
  const maths = new OfficeMath(root.ownerDocument);
  for (const comment of commentsIn(root)) {
    const source = /^\[if (?:gte msEquation \d+|mathML)\]>([\s\S]*?)(?:<!\[endif\])?$/i.exec(comment.data)?.[1];
    if (source === undefined || !root.contains(comment)) continue;
    // HTML has no empty elements of these names.
    const { body } = parseInert(source.replace(/<((?:m|mml):\w+)([^<>]*)\/>/g, '<$1$2></$1>'));
    boundDepth(body);
    removePicture(comment);
    comment.replaceWith(...elementsIn(body, 'm\\:omath, mml\\:math').map((each) => maths.read(each)));
  }
}

/** What is shown where formulas are not understood, between two more comments. */
function removePicture(comment: Comment): void {
  const shown: ChildNode[] = [];
  let next = comment.nextSibling;
  while (isText(next) && next.data.trim() === '') next = next.nextSibling;
  if (!isComment(next) || !/^\[if !(?:msEquation|mathML)\]/i.test(next.data)) return;
  for (; next !== null; next = next.nextSibling) {
    shown.push(next);
    if (!isComment(next) || !/^\[endif\]/i.test(next.data)) continue;
    for (const node of shown) node.remove();
    return;
  }
}

/** Formulas of Office as MathML. Names as in ECMA-376, part 1, section 22.1, in small letters, as HTML is read. */
class OfficeMath {
  readonly #document: Document;

  constructor(document: Document) {
    this.#document = document;
  }

  read(formula: Element): Element {
    const isDisplay = formula.closest('m\\:omathpara') !== null || formula.getAttribute('display') === 'block';
    const math = this.#make('math', this.#row(formula, 0));
    if (isDisplay) math.setAttribute('display', 'block');
    return math;
  }

  #row(holder: Element, depth: number): Node[] {
    return [...holder.childNodes].flatMap((node): Node[] => {
      if (isText(node)) return this.#tokens(node.data, holder);
      if (!isElement(node) || /^m:\w+pr$/.test(nameOf(node))) return [];
      return depth < maxDepth ? this.#part(node, depth + 1) : this.#tokens(node.textContent ?? '', node);
    });
  }

  #part(node: Element, depth: number): Node[] {
    const name = nameOf(node);
    const part = (wanted: string, index = 0) =>
      this.#make(
        'mrow',
        childrenOf(node, wanted)
          .slice(index, index + 1)
          .flatMap((found) => this.#row(found, depth)),
      );
    const around = (sign: string, isAbove: boolean) =>
      this.#make(isAbove ? 'mover' : 'munder', [part('e'), this.#sign(sign)]);
    if (name.startsWith('mml:')) return [this.#copy(node, depth)];
    switch (name) {
      case 'm:f':
        return [this.#make('mfrac', [part('num'), part('den')])];
      case 'm:ssup':
        return [this.#make('msup', [part('e'), part('sup')])];
      case 'm:ssub':
        return [this.#make('msub', [part('e'), part('sub')])];
      case 'm:ssubsup':
        return [this.#make('msubsup', [part('e'), part('sub'), part('sup')])];
      case 'm:spre':
        return [this.#make('msubsup', [this.#make('mrow', []), part('sub'), part('sup')]), part('e')];
      case 'm:rad':
        return [
          (part('deg').textContent ?? '') === ''
            ? this.#make('msqrt', [part('e')])
            : this.#make('mroot', [part('e'), part('deg')]),
        ];
      case 'm:nary': {
        const sign = propertyOf(node, 'chr') ?? '∫';
        const limits = [this.#sign(sign), part('sub'), part('sup')];
        return [this.#make(/[∫∬∭∮]/.test(sign) ? 'msubsup' : 'munderover', limits), part('e')];
      }
      case 'm:d':
        return [this.#delimited(node, part)];
      case 'm:limlow':
        return [this.#make('munder', [part('e'), part('lim')])];
      case 'm:limupp':
        return [this.#make('mover', [part('e'), part('lim')])];
      case 'm:acc':
        return [around(accents[propertyOf(node, 'chr') ?? ''] ?? '^', true)];
      case 'm:bar':
        return [around(propertyOf(node, 'pos') === 'top' ? '¯' : '_', propertyOf(node, 'pos') === 'top')];
      case 'm:groupchr':
        return [around(propertyOf(node, 'chr') ?? '⏟', propertyOf(node, 'pos') === 'top')];
      case 'm:m':
        return [
          this.#table(
            childrenOf(node, 'mr').map((row) => childrenOf(row, 'e')),
            depth,
          ),
        ];
      case 'm:eqarr':
        return [
          this.#table(
            childrenOf(node, 'e').map((line) => [line]),
            depth,
          ),
        ];
      default:
        return this.#row(node, depth);
    }
  }

  #delimited(node: Element, part: (name: string, index: number) => Element): Element {
    const inner = childrenOf(node, 'e').flatMap((_, index) => [
      ...(index === 0 ? [] : [this.#sign(propertyOf(node, 'sepchr') ?? '|')]),
      part('e', index),
    ]);
    const ends = [propertyOf(node, 'begchr') ?? '(', propertyOf(node, 'endchr') ?? ')'].map((sign) => this.#sign(sign));
    return this.#make('mrow', [...ends.slice(0, 1), ...inner, ...ends.slice(1)]);
  }

  #table(rows: readonly (readonly Element[])[], depth: number): Element {
    const cell = (each: Element) => this.#make('mtd', this.#row(each, depth));
    return this.#make(
      'mtable',
      rows.map((row) => this.#make('mtr', row.map(cell))),
    );
  }

  /** OneNote's are MathML already, with a prefix before every name. */
  #copy(node: Element, depth: number): Element {
    const name = nameOf(node).slice('mml:'.length);
    const isToken = /^(?:mi|mn|mo|mtext)$/.test(name);
    const copy = this.#make(/^m[a-z]+$/.test(name) ? name : 'mrow', isToken ? [] : this.#row(node, depth));
    if (isToken) copy.textContent = node.textContent;
    for (const attribute of ['mathvariant', 'accent', 'open', 'close', 'separators']) {
      const value = node.getAttribute(attribute);
      if (value !== null) copy.setAttribute(attribute, value);
    }
    return copy;
  }

  /** Letters, numbers and signs of a run, which Office does not tell apart. */
  #tokens(text: string, holder: Element): Node[] {
    const run = holder.closest('m\\:r');
    if (run === null) return [];
    if (propertyOf(run, 'nor') !== null || run.querySelector('m\\:nor') !== null)
      return text.trim() === '' ? [] : [this.#token('mtext', text)];
    const isName = holder.closest('m\\:fname') !== null;
    const found = text.normalize('NFKC').match(isName ? /[\p{L}]+|[\d.]+|\S/gu : /[\d]+(?:[.,]\d+)*|\S/gu) ?? [];
    return found.map((piece) => this.#token(/^\d/.test(piece) ? 'mn' : /^\p{L}/u.test(piece) ? 'mi' : 'mo', piece));
  }

  #sign(sign: string): Element {
    return this.#token('mo', sign);
  }

  #token(name: 'mi' | 'mn' | 'mo' | 'mtext', text: string): Element {
    const token = this.#make(name, []);
    token.textContent = text;
    return token;
  }

  #make(name: string, content: readonly Node[]): Element {
    const element = this.#document.createElementNS(mathNamespace, name);
    element.append(...content);
    return element;
  }
}

/** As they are called when they stand above a letter in MathML, by the combining signs that Office has. */
const accents: Readonly<Record<string, string>> = {
  '\u0302': '^',
  '\u0303': '~',
  '\u0304': '¯',
  '\u0305': '¯',
  '\u0307': '˙',
  '\u0308': '¨',
  '\u030c': 'ˇ',
  '\u20d7': '→',
};

/** Its own parts of a name; elements of HTML, for the looks, may stand around them. */
function childrenOf(node: Element, name: string): Element[] {
  return [...node.children].flatMap((child) => {
    if (nameOf(child) === `m:${name}`) return [child];
    return nameOf(child).startsWith('m:') ? [] : childrenOf(child, name);
  });
}

/** @param name of a property, such as `chr` */
function propertyOf(node: Element, name: string): string | null {
  const properties = [...node.children].find((child) => /^m:\w+pr$/.test(nameOf(child)));
  return properties?.querySelector(`m\\:${name}`)?.getAttribute('m:val') ?? null;
}
