/** Elements that stand on lines of their own. What is not here is a part of a line. */
const blockNames = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE CENTER DD DETAILS DIALOG DIR DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 ' +
    'H4 H5 H6 HEADER HGROUP HR LI MAIN MENU NAV OL P PRE SEARCH SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL BODY'
  ).split(' '),
);

export function isElement(node: Node | null | undefined): node is HTMLElement {
  return node?.nodeType === 1;
}

export function isText(node: Node | null | undefined): node is Text {
  return node?.nodeType === 3;
}

export function isBlock(node: Node | null | undefined): boolean {
  return isElement(node) && blockNames.has(node.nodeName.toUpperCase());
}

export function nameOf(element: Element): string {
  return element.nodeName.toLowerCase();
}

/** All elements below a root, outer ones first; a list, so that the tree may change meanwhile. */
export function elementsIn(root: Element, selector = '*'): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

/** All comments below a root, as a list too. */
export function commentsIn(root: Element): Comment[] {
  return nodesIn<Comment>(root, 128);
}

/** All texts below a root, as a list too. */
export function textsIn(root: Element): Text[] {
  return nodesIn<Text>(root, 4);
}

/** Texts, and elements without anything in them, such as breaks. */
export function leavesIn(root: Element): (Text | HTMLElement)[] {
  return nodesIn<Text | HTMLElement>(root, 5).filter((node) => node.firstChild === null);
}

/** @param kinds as `NodeFilter.SHOW_…` */
function nodesIn<Kind extends Node>(root: Element, kinds: number): Kind[] {
  const walker = root.ownerDocument.createTreeWalker(root, kinds);
  const found: Kind[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) found.push(node as Kind);
  return found;
}

/** Puts an element's children in its place. */
export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** The same content in an element of another name, without attributes. */
export function renamed(
  element: Element,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const other = create(element, name, attributes);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

/** A new element in the same (inert) document. */
export function create(near: Element, name: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement {
  const element = near.ownerDocument.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

/** Puts all children of an element into a new one inside it. */
export function wrapChildren(
  element: Element,
  name: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const wrapper = create(element, name, attributes);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
  return wrapper;
}

export function textOf(node: Node): string {
  return (node.textContent ?? '').replace(/[\s\u00a0\u200b]+/gu, ' ').trim();
}

export function hasBlockChild(element: Element): boolean {
  return [...element.children].some(isBlock);
}

/** Whether there is nothing to see in it. */
export function isBlank(element: Element): boolean {
  return textOf(element) === '' && element.querySelector('img, hr, table, input, [data-latex], pre, nav') === null;
}
