import { create, elementsIn, nameOf, textOf } from './dom.js';

/** What Word and Google Docs made of the headings is what our own block makes of them. */
export function readContents(root: HTMLElement): void {
  for (const heading of elementsIn(root, '.MsoTocHeading')) heading.remove();
  for (const line of elementsIn(root, 'p')) {
    if (!root.contains(line) || !isContentsLine(line)) continue;
    const contents = create(line, 'nav', { 'data-type': 'table-of-contents' });
    line.before(contents);
    for (let next: Element | null = line; next !== null && isContentsLine(next); ) {
      const following: Element | null = next.nextElementSibling;
      next.remove();
      next = following;
    }
  }
}

function isContentsLine(line: Element): boolean {
  if (/(?:^|\s)MsoToc\d/.test(line.className)) return true;
  const link = line.querySelector('a[href^="#heading=h."]');
  return nameOf(line) === 'p' && link !== null && textOf(link) === textOf(line);
}
