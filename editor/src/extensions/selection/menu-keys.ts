import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

/** Hears keys before the text does. @returns whether it took the key */
export type KeyListener = (event: KeyboardEvent) => boolean;

export interface MenuKeysStorage {
  /** Whoever came last hears first: a menu that opens over another. */
  readonly listeners: Set<KeyListener>;
  /** Pressed for a menu that is not here yet; it takes them when it is. */
  readonly held: KeyboardEvent[];
}

declare module '@tiptap/core' {
  interface Storage {
    menuKeys: MenuKeysStorage;
  }
}

/** Before Tiptap's own keymaps, so that an open menu gets Enter and the arrows. */
const priority = 2_000;

/** Lets menus that are loaded later hear the keys that are pressed in the text. */
export const MenuKeys = Extension.create<object, MenuKeysStorage>({
  name: 'menuKeys',
  priority,
  addStorage: () => ({ listeners: new Set(), held: [] }),
  addProseMirrorPlugins() {
    const { listeners } = this.storage;
    return [
      new Plugin({
        key: new PluginKey('manyhandsMenuKeys'),
        props: {
          handleKeyDown: (_view, event) => {
            // Keys that belong to an input method are not ours.
            if (event.isComposing) return false;
            return [...listeners].reverse().some((listener) => listener(event));
          },
        },
      }),
    ];
  },
});
