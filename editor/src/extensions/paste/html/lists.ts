import { alignOf } from './blocks.js';
import {
  create,
  elementsIn,
  isBlank,
  isBlock,
  isElement,
  isText,
  nameOf,
  renamed,
  textOf,
  unwrap,
  wrapChildren,
} from './dom.js';
import { buildList, type FlatItem, taskMark } from './nested-list.js';

/** Lists as HTML means them: items in lists, inner lists in items, tasks marked. */
export function readLists(root: HTMLElement): void {
  for (const list of elementsIn(root, 'menu, dir')) renamed(list, 'ul');
  readActions(root);
  readFlatLists(root);
  joinSplitLists(root);
  for (const list of elementsIn(root, 'ul, ol')) tidyList(list);
  for (const item of elementsIn(root, 'li')) {
    if (!/^(?:ul|ol)$/.test(item.parentElement === null ? '' : nameOf(item.parentElement))) wrapStrayItems(item);
  }
  for (const item of elementsIn(root, 'li')) readTask(item);
  // Inner lists first: what is divided outside takes them along.
  for (const list of elementsIn(root, 'ul, ol').reverse()) divideByKind(list);
}

/** Confluence and Jira have their tasks in boxes of their own. */
function readActions(root: HTMLElement): void {
  for (const list of elementsIn(root, '[data-node-type="actionList"], [data-task-list-local-id]')) renamed(list, 'ul');
  for (const item of elementsIn(root, '[data-task-state]')) {
    const isDone = item.getAttribute('data-task-state') === 'DONE';
    renamed(item, 'li', { 'data-checked': String(isDone) });
  }
  for (const item of elementsIn(root, 'div[data-task-local-id]')) renamed(item, 'li');
}

/** Notion's export makes a list of every item. */
function joinSplitLists(root: HTMLElement): void {
  for (const list of elementsIn(root, '.to-do-list, .bulleted-list, .numbered-list')) {
    const before = list.previousElementSibling;
    if (before !== null && before.className === list.className && nameOf(before) === nameOf(list)) {
      before.append(...list.childNodes);
      list.remove();
    }
  }
}

/** Lists in a row that only say how far they are indented: Slack, Word for the web, and Etherpad with what is made of it. */
function readFlatLists(root: HTMLElement): void {
  for (const wrapper of elementsIn(root, 'div.ListContainerWrapper, div.ace-line')) {
    if (wrapper.matches('.ListContainerWrapper') || [...wrapper.children].every(isList)) unwrap(wrapper);
  }
  for (const first of elementsIn(root, 'ul, ol')) {
    if (!root.contains(first) || first.closest('li') !== null || levelOf(first) === null) continue;
    const run: HTMLElement[] = [];
    for (
      let next: Element | null = first;
      isElement(next) && /^(?:ul|ol)$/.test(nameOf(next)) && levelOf(next) !== null;
    ) {
      run.push(next);
      next = next.nextElementSibling;
    }
    if (run.length === 1 && [...first.children].every((item) => (itemLevel(item) ?? 1) === 1)) continue;
    const items = run.flatMap((list) => [...list.children].flatMap((item) => flatItem(item, list)));
    const place = create(first, 'div');
    first.before(place);
    for (const list of run) list.remove();
    place.replaceWith(...buildList(items, place));
  }
}

function flatItem(item: Element, list: HTMLElement): FlatItem[] {
  if (nameOf(item) !== 'li') return [];
  const isOrdered = nameOf(list) === 'ol';
  const start = Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1;
  const level = itemLevel(item) ?? levelOf(list) ?? 1;
  const task = /(?:^|\s)list-task(done)?\d/.exec(list.className);
  return [{ level, isOrdered, start, isChecked: task && task[1] !== undefined, content: [...item.childNodes] }];
}

function levelOf(list: HTMLElement): number | null {
  const indent = list.getAttribute('data-indent');
  if (indent !== null && /^\d{1,2}$/.test(indent)) return Number(indent) + 1;
  const named = /(?:^|\s)list-(?:bullet|number|task|taskdone|indent)(\d{1,2})(?:\s|$)/.exec(list.className)?.[1];
  if (named !== undefined) return Number(named);
  // Google Docs says the level too, but nests its lists.
  if (list.querySelector('ul, ol') !== null) return null;
  const [first] = list.children;
  return first?.hasAttribute('data-aria-level') ? itemLevel(first) : null;
}

function itemLevel(item: Element): number | null {
  const level = item.getAttribute('data-aria-level');
  return level !== null && /^\d{1,2}$/.test(level) ? Number(level) : null;
}

/** Lists and items that hold only lists belong to the item before them; what is no item becomes one. */
function tidyList(list: HTMLElement): void {
  const first = list.firstElementChild?.getAttribute('value') ?? '';
  // OneNote says it of the item.
  if (nameOf(list) === 'ol' && !list.hasAttribute('start') && /^\d{1,6}$/.test(first))
    list.setAttribute('start', first);
  for (const child of [...list.childNodes]) {
    if (isText(child) && child.data.trim() === '') child.remove();
    else if (!isElement(child)) appendTo(list, child);
    else if (nameOf(child) === 'li') {
      const holdsLists = child.children.length > 0 && [...child.children].every(isList) && ownText(child) === '';
      const before = child.previousElementSibling;
      if (holdsLists && before !== null) {
        before.append(...child.childNodes);
        child.remove();
      }
    } else if (isList(child)) {
      const before = child.previousElementSibling;
      if (before !== null && nameOf(before) === 'li') before.append(child);
      else unwrap(child);
    } else if (child.querySelector(':scope > li') !== null) unwrap(child);
    else appendTo(list, child);
  }
}

function appendTo(list: HTMLElement, child: Node): void {
  const item = create(list, 'li');
  list.insertBefore(item, child);
  item.append(child);
}

function isList(element: Element): boolean {
  return /^(?:ul|ol)$/.test(nameOf(element));
}

function ownText(element: Element): string {
  return [...element.childNodes]
    .filter((node) => isText(node))
    .map((node) => node.data)
    .join('')
    .trim();
}

function wrapStrayItems(item: HTMLElement): void {
  if (item.parentElement === null || isList(item.parentElement)) return;
  const list = create(item, 'ul');
  item.before(list);
  for (let next: Element | null = item; next !== null && nameOf(next) === 'li'; ) {
    const following: Element | null = next.nextElementSibling;
    list.append(next);
    next = following;
  }
}

/** Marks an item that has a box to tick, however it says so, and takes the box out. */
function readTask(item: HTMLElement): void {
  if (item.hasAttribute(taskMark)) return;
  const checked = boxOf(item);
  if (checked !== null) item.setAttribute(taskMark, String(checked));
}

function boxOf(item: HTMLElement): boolean | null {
  const own = <T extends HTMLElement>(selector: string): T | undefined =>
    elementsIn(item, selector).find((element) => element.closest('li') === item) as T | undefined;
  const input = own<HTMLInputElement>('input[type="checkbox" i]');
  const drawn = own('.checkbox, .checkbox-on, .checkbox-off, [role="checkbox"]');
  const isBox = item.getAttribute('role') === 'checkbox' || item.hasAttribute('aria-checked');
  const data = item.getAttribute('data-checked') ?? item.getAttribute('data-done') ?? item.getAttribute('data-list');
  if (input !== undefined) {
    const isChecked = input.hasAttribute('checked');
    input.remove();
    return isChecked;
  }
  if (isBox) {
    own('img')?.remove();
    return item.getAttribute('aria-checked') === 'true';
  }
  if (drawn !== undefined && textOf(drawn).length <= 1) {
    const isChecked = drawn.classList.contains('checkbox-on') || drawn.getAttribute('aria-checked') === 'true';
    drawn.remove();
    return isChecked;
  }
  // Confluence, Outline and Quip.
  if (item.matches('.inline-task-list > li, .checkbox_list > li, .list-todo li'))
    return item.classList.contains('checked');
  const evernote = /--en-checked:\s*(true|false)/.exec(item.getAttribute('style') ?? '')?.[1];
  if (evernote !== undefined) return evernote === 'true';
  if (data !== null && /^(?:true|false|checked|unchecked)$/.test(data)) return data === 'true' || data === 'checked';
  return takeTypedBox(item);
}

/** "[ ] text", as Notion copies it, and boxes that are characters. */
function takeTypedBox(item: HTMLElement): boolean | null {
  const walker = item.ownerDocument.createTreeWalker(item, 4);
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    if (node.data.trim() === '') continue;
    const match = /^\s*(?:\[([ xX])\]\s|([☐☑☒✅✔])\s?)/u.exec(node.data);
    if (match === null || node.parentElement?.closest('li') !== item) return null;
    node.data = node.data.slice(match[0].length);
    return match[1] === undefined ? match[2] !== '☐' : match[1] !== ' ';
  }
  return null;
}

/** Tasks and other items do not share a list: it is divided where they meet. */
function divideByKind(list: HTMLElement): void {
  const items = [...list.children];
  const isTask = (item: Element | undefined) => item?.hasAttribute(taskMark) === true;
  if (!items.some(isTask)) return;
  const start = Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1;
  const lists: HTMLElement[] = [];
  items.forEach((item, index) => {
    if (index === 0 || isTask(item) !== isTask(items[index - 1])) {
      lists.push(newList(list, isTask(item), start + index));
    }
    const checked = item.getAttribute(taskMark);
    const next = checked === null ? item : create(list, 'li', { 'data-type': 'taskItem', 'data-checked': checked });
    if (next !== item) next.append(...item.childNodes);
    lists.at(-1)?.append(next);
  });
  list.replaceWith(...lists);
}

function newList(list: HTMLElement, isTask: boolean, start: number): HTMLElement {
  if (isTask) return create(list, 'ul', { 'data-type': 'taskList' });
  return nameOf(list) === 'ol' && start !== 1
    ? create(list, 'ol', { start: String(start) })
    : create(list, nameOf(list));
}

/** An item begins with a paragraph, as the schema has it; without one, what is in it would end up beside its list. */
export function paragraphsInItems(root: HTMLElement): void {
  for (const item of elementsIn(root, 'li')) {
    const first = [...item.childNodes].find((node) => !isText(node) || node.data.trim() !== '');
    // Cards of web pages are items with headings.
    if (isElement(first) && /^h[1-4]$/.test(nameOf(first))) {
      if (!isBlank(first)) wrapChildren(first, 'strong');
      renamed(first, 'p', alignOf(first));
    } else if (first === undefined || standsAlone(first)) item.prepend(create(item, 'p'));
  }
}

function standsAlone(node: Node): boolean {
  if (!isElement(node) || nameOf(node) === 'p') return false;
  return isBlock(node) || nameOf(node) === 'img';
}
