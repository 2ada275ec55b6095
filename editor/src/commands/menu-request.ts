import type { Editor } from '@tiptap/core';

/** Menus and dialogs that a command can ask for. */
export type MenuName = 'palette' | 'shortcuts' | 'block-menu' | 'link' | 'bubble';

const eventName = 'mh-popup';

/** Asks whoever shows menus for this editor; nothing happens where nobody does. */
export function requestMenu(editor: Editor, menu: MenuName): void {
  editor.view.dom.dispatchEvent(new CustomEvent<MenuName>(eventName, { detail: menu }));
}

/** @returns ends the listening */
export function onMenuRequest(editor: Editor, listener: (menu: MenuName) => void): () => void {
  const { dom } = editor.view;
  const onEvent = (event: Event) => listener((event as CustomEvent<MenuName>).detail);
  dom.addEventListener(eventName, onEvent);
  return () => dom.removeEventListener(eventName, onEvent);
}
