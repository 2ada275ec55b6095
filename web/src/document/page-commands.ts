import type { EditorCommand } from '@manyhands/editor/react';

/** Something that the page does, and not the text. */
export interface PageCommand {
  readonly id: string;
  readonly title: string;
  readonly icon: EditorCommand['icon'];
  readonly keywords: readonly string[];
  /** In ProseMirror's notation, `Mod-.`. */
  readonly shortcut?: string;
  readonly shortcutText?: string;
  /** Of a switch. */
  readonly isOn?: boolean;
  readonly run: () => void;
}

/** As the editor's palette, keys and list of shortcuts take it. */
export function toEditorCommand({ id, title, icon, keywords, shortcut, isOn, run }: PageCommand): EditorCommand {
  return {
    id,
    title,
    group: 'document',
    icon,
    keywords: [...keywords],
    ...(shortcut === undefined ? {} : { shortcut }),
    ...(isOn === undefined ? {} : { isActive: () => isOn }),
    run,
  };
}
