export interface ElementOptions {
  readonly class?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly Node[];
}

/** An element in one expression. */
export function createElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  options: ElementOptions = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (options.class !== undefined) element.className = options.class;
  if (options.text !== undefined) element.textContent = options.text;
  for (const [name, value] of Object.entries(options.attributes ?? {})) element.setAttribute(name, value);
  element.append(...(options.children ?? []));
  return element;
}

/** A part of a block that is not text of the document: the caret cannot go there, and it is not copied. */
export function createChrome(className: string, children: readonly Node[] = []): HTMLElement {
  return createElement('div', {
    class: `mh-chrome ${className}`,
    attributes: { contenteditable: 'false' },
    children,
  });
}

export function createButton(className: string, label: string, children: readonly Node[] = []): HTMLButtonElement {
  const button = createElement('button', { class: className, attributes: { type: 'button' }, children });
  if (children.length === 0) button.textContent = label;
  else button.setAttribute('aria-label', label);
  return button;
}
