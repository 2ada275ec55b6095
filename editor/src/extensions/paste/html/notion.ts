import { create, elementsIn, nameOf, renamed, textOf, unwrap } from './dom.js';

/** Notion's names for its colours, where ours differ; its grey is nobody's choice of a colour here. */
const colors: Readonly<Record<string, string>> = { teal: 'green' };
const ours = /^(?:red|orange|yellow|green|teal|blue|purple|pink|brown)$/;

/** Outside them columns have no room. */
const narrow = 'li, td, th, blockquote, aside, details, .column';

/** What Notion's exported pages say by classes alone: colours, columns and bookmarks. */
export function readNotion(root: HTMLElement): void {
  for (const mark of elementsIn(root, 'mark[class*="highlight-"]')) readColor(mark);
  for (const list of elementsIn(root, '.column-list')) readColumns(list);
  for (const bookmark of elementsIn(root, 'a.bookmark')) readBookmark(bookmark);
}

function readColor(mark: HTMLElement): void {
  const [, name = '', background] = /(?:^|\s)highlight-([a-z]+)(_background)?(?:\s|$)/.exec(mark.className) ?? [];
  const color = colors[name] ?? name;
  if (!ours.test(color)) unwrap(mark);
  else if (background !== undefined) renamed(mark, 'mark', { 'data-color': color });
  else renamed(mark, 'span', { class: 'mh-text-color', 'data-color': color });
}

function readColumns(list: HTMLElement): void {
  const columns = [...list.children].filter((child): child is HTMLElement => child.matches('.column'));
  if (columns.length < 2 || columns.length > 3 || list.parentElement?.closest(narrow) != null) return;
  const layout = create(list, 'div', { 'data-type': 'columns' });
  for (const column of columns) {
    const own = create(list, 'div', { 'data-type': 'column' });
    own.append(...column.childNodes);
    layout.append(own);
  }
  list.replaceWith(layout);
}

/** A card for a web page: its title is the link, and what it says of the page stands below. */
function readBookmark(bookmark: HTMLElement): void {
  const href = bookmark.getAttribute('href') ?? '';
  const wordsOf = (name: string) => textOf(bookmark.querySelector(name) ?? create(bookmark, 'p'));
  const title = create(bookmark, 'p');
  const link = create(bookmark, 'a', { href });
  link.textContent = wordsOf('.bookmark-title') || href;
  title.append(link);
  const description = create(bookmark, 'p');
  description.textContent = wordsOf('.bookmark-description');
  const figure = bookmark.parentElement;
  const card = figure !== null && nameOf(figure) === 'figure' ? figure : bookmark;
  card.before(title, description);
  // A caption under it stays.
  bookmark.remove();
}
