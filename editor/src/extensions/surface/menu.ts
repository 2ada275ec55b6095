import { type IconName, icon } from './icon.js';
import { openPopup, type Popup } from './popup.js';

export interface MenuAction {
  readonly kind: 'action';
  readonly label: string;
  readonly icon: IconName;
  readonly isEnabled?: boolean;
  /** For what can be switched on and off. */
  readonly isChecked?: boolean;
  readonly isDangerous?: boolean;
  /** The menu stays open: for what one does several times in a row. */
  readonly isRepeatable?: boolean;
  readonly run: () => void;
}

export interface MenuColors {
  readonly kind: 'colors';
  readonly label: string;
  readonly names: readonly string[];
  readonly chosen: string | null;
  readonly choose: (name: string | null) => void;
}

export type MenuEntry = MenuAction | MenuColors | { readonly kind: 'heading'; readonly label: string };

export interface MenuOptions {
  readonly anchor: Element;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Where the keyboard goes afterwards. */
  readonly onClose: () => void;
}

/** Opens a menu beside an element. Arrows, Home, End, letters and Escape work as in any menu. */
export function openMenu({ anchor, label, entries, onClose }: MenuOptions): Popup {
  const popup = openPopup({ anchor, label, role: 'menu', className: 'mh-menu', onClose }, []);
  const done = (run: () => void, isRepeatable = false) => {
    run();
    if (!isRepeatable) popup.close();
  };
  popup.element.append(...entries.map((entry) => element(entry, done)));
  popup.element.addEventListener('keydown', (event) => onKey(event, popup));
  // Its size is known only now.
  window.dispatchEvent(new Event('resize'));
  items(popup.element)[0]?.focus();
  return popup;
}

type Done = (run: () => void, isRepeatable?: boolean) => void;

function element(entry: MenuEntry, done: Done): HTMLElement {
  switch (entry.kind) {
    case 'action':
      return actionItem(entry, done);
    case 'colors':
      return colorRow(entry, done);
    case 'heading': {
      const heading = document.createElement('div');
      heading.className = 'mh-menu__heading';
      heading.setAttribute('role', 'presentation');
      heading.textContent = entry.label;
      return heading;
    }
  }
}

function actionItem(
  { label, icon: name, isEnabled, isChecked, isDangerous, isRepeatable, run }: MenuAction,
  done: Done,
) {
  const item = document.createElement('button');
  item.type = 'button';
  item.className = 'mh-menu__item';
  item.classList.toggle('mh-menu__item--dangerous', isDangerous === true);
  item.setAttribute('role', isChecked === undefined ? 'menuitem' : 'menuitemcheckbox');
  if (isChecked !== undefined) item.setAttribute('aria-checked', String(isChecked));
  if (isEnabled === false) item.setAttribute('aria-disabled', 'true');
  const words = document.createElement('span');
  words.textContent = label;
  item.append(icon(name), words);
  if (isChecked === true) item.append(icon('check'));
  item.addEventListener('click', () => {
    if (isEnabled !== false) done(run, isRepeatable);
  });
  return item;
}

function colorRow({ label, names, chosen, choose }: MenuColors, done: Done): HTMLElement {
  const row = document.createElement('div');
  row.className = 'mh-menu__colors';
  row.setAttribute('role', 'group');
  row.setAttribute('aria-label', label);
  for (const name of [null, ...names]) {
    const item = document.createElement('button');
    item.type = 'button';
    item.className = 'mh-menu__color';
    if (name !== null) item.dataset['color'] = name;
    item.setAttribute('role', 'menuitemradio');
    item.setAttribute('aria-checked', String(name === chosen));
    item.setAttribute('aria-label', name === null ? 'No colour' : name[0]?.toUpperCase() + name.slice(1));
    item.title = item.getAttribute('aria-label') ?? '';
    item.addEventListener('click', () => done(() => choose(name)));
    row.append(item);
  }
  return row;
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function onKey(event: KeyboardEvent, { element: menu, close }: Popup): void {
  event.stopPropagation();
  const all = items(menu);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const isColor = all[at]?.classList.contains('mh-menu__color') === true;
  const to = (index: number) => all[(index + all.length) % all.length]?.focus();
  const moves = new Map<string, () => void>([
    ['ArrowDown', () => to(isColor ? lastOfRow(all, at) + 1 : at + 1)],
    ['ArrowUp', () => to(isColor ? firstOfRow(all, at) - 1 : at - 1)],
    ['Home', () => to(0)],
    ['End', () => to(-1)],
    ['Tab', close],
  ]);
  if (isColor) moves.set('ArrowRight', () => to(at + 1)).set('ArrowLeft', () => to(at - 1));
  const move = moves.get(event.key);
  if (move !== undefined) {
    event.preventDefault();
    move();
  } else if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const letter = event.key.toLocaleLowerCase();
    const next = [...all.slice(at + 1), ...all].find((item) =>
      (item.textContent ?? '').toLocaleLowerCase().startsWith(letter),
    );
    next?.focus();
  }
}

function lastOfRow(all: readonly HTMLElement[], at: number): number {
  const row = all[at]?.parentElement;
  return all.findLastIndex((item) => item.parentElement === row);
}

function firstOfRow(all: readonly HTMLElement[], at: number): number {
  const row = all[at]?.parentElement;
  return all.findIndex((item) => item.parentElement === row);
}
