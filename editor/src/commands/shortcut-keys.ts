/** Whose keys to name and to listen for. */
export type Platform = 'apple' | 'other';

function currentPlatform(): Platform {
  return /Mac|iP(hone|ad|od)/.test(navigator.platform) ? 'apple' : 'other';
}

const appleNames: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Ctrl: '⌃',
  Enter: '↩',
  Tab: '⇥',
};
const otherNames: Readonly<Record<string, string>> = { Mod: 'Ctrl' };
const keyNames: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓' };
/** As a Mac's own menus write them. */
const appleOrder = ['Ctrl', 'Alt', 'Shift', 'Mod'];

/** A shortcut key by key, as it stands on the keyboard: `['⇧', '⌘', '7']` or `['Ctrl', 'Shift', '7']`. */
export function shortcutKeys(shortcut: string, platform: Platform = currentPlatform()): string[] {
  const parts = shortcut.split('-');
  const key = parts.pop() ?? '';
  const modifiers =
    platform === 'apple' ? parts.toSorted((a, b) => appleOrder.indexOf(a) - appleOrder.indexOf(b)) : parts;
  const names = platform === 'apple' ? appleNames : otherNames;
  return [...modifiers, key].map(
    (part) => keyNames[part] ?? names[part] ?? (part.length === 1 ? part.toUpperCase() : part),
  );
}

/** A shortcut in one word, for a menu's right edge: `⇧⌘7` or `Ctrl+Shift+7`. */
export function shortcutLabel(shortcut: string, platform: Platform = currentPlatform()): string {
  return shortcutKeys(shortcut, platform).join(platform === 'apple' ? '' : '+');
}

type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Whether a key press is left for the page: nobody took it, and no dialog has it. */
export function isForPage({ defaultPrevented, isComposing }: KeyboardEvent): boolean {
  return !defaultPrevented && !isComposing && document.querySelector('dialog[open]') === null;
}

/** Whether a key press is a shortcut. */
export function isShortcut(event: Keys, shortcut: string, platform: Platform = currentPlatform()): boolean {
  const parts = shortcut.split('-');
  const key = parts.pop() ?? '';
  const wanted = new Set(parts);
  const mod = platform === 'apple' ? event.metaKey : event.ctrlKey;
  const otherMod = platform === 'apple' ? event.ctrlKey : event.metaKey;
  if (mod !== wanted.has('Mod') || otherMod || event.altKey !== wanted.has('Alt')) return false;
  // Where a sign needs Shift (`/` on a German keyboard), Shift is part of the sign.
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (!isSign && event.shiftKey !== wanted.has('Shift')) return false;
  return event.key.toLowerCase() === key.toLowerCase() || (/^[a-z]$/i.test(key) && isLetterKey(event, key));
}

/** With Option held a Mac writes other letters, and a Greek or Russian keyboard always does. */
function isLetterKey({ key, code }: Keys, letter: string): boolean {
  return !/^[a-z]$/i.test(key) && code === `Key${letter.toUpperCase()}`;
}
