import type { Editor } from '@tiptap/core';
import { blockCommands } from './block-commands.js';
import { highlightCommands, textColourCommands, toggleHighlight } from './colour-commands.js';
import { documentCommands } from './document-commands.js';
import { type CommandPlace, type EditorCommand, isOffered } from './editor-command.js';
import { formatCommands } from './format-commands.js';
import { insertCommands } from './insert-commands.js';
import { insideCommands } from './inside-commands.js';
import { turnIntoCommands } from './turn-into-commands.js';
import { writingCommands } from './writing-commands.js';

/** Everything a person can do in any editor of ours; each part adds its list here. */
export const editorCommands: readonly EditorCommand[] = [
  ...turnIntoCommands,
  ...insertCommands,
  ...insideCommands,
  ...formatCommands,
  toggleHighlight,
  ...highlightCommands,
  ...textColourCommands,
  ...blockCommands,
  ...documentCommands,
  ...writingCommands,
];

/** The commands that this editor's schema knows, in the order of their lists, with those of the page around it. */
export function offeredCommands(editor: Editor, extra: readonly EditorCommand[] = []): EditorCommand[] {
  return [...editorCommands, ...extra].filter((command) => isOffered(editor, command));
}

/** In the order of the ids; those that are not among the commands are left out. */
export function commandsById(ids: readonly string[], commands: readonly EditorCommand[]): EditorCommand[] {
  return ids.flatMap((id) => commands.filter((command) => command.id === id));
}

export function commandsFor(place: CommandPlace, commands: readonly EditorCommand[]): EditorCommand[] {
  return commands.filter(({ places }) => places?.includes(place));
}
