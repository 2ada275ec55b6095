import type { Editor } from '@tiptap/core';
import { endUndoStep } from '../extensions/undo/undo-steps.js';
import type { IconName } from './icon-name.js';

/** In the order in which menus show them. */
export const commandGroups = [
  'text',
  'lists',
  'media',
  'structure',
  'format',
  'colour',
  'align',
  'block',
  'history',
  'document',
] as const;

export type CommandGroup = (typeof commandGroups)[number];

export const groupTitles: Readonly<Record<CommandGroup, string>> = {
  text: 'Text',
  lists: 'Lists',
  media: 'Insert',
  structure: 'Structure',
  format: 'Format',
  colour: 'Colour',
  align: 'Alignment',
  block: 'Block',
  history: 'History',
  document: 'Document',
};

/**
 * Where a command is offered. The palette and the shortcuts dialog show every command; the others only those that ask
 * for it: `slash` makes something at the caret, `turn-into` changes what a block is.
 */
export type CommandPlace = 'slash' | 'turn-into';

/** Something that a person can do in a document, whoever shows it: menus, palette, keys. */
export interface EditorCommand {
  /** Unique, kebab-case, with the part in front: `text.heading-1`. Kept on the device for "recent first". */
  readonly id: string;
  /** Sentence case. */
  readonly title: string;
  readonly group: CommandGroup;
  readonly icon: IconName;
  /** Other words people look for. */
  readonly keywords: readonly string[];
  readonly places?: readonly CommandPlace[];
  /** As Tiptap and ProseMirror write keys: `Mod-Shift-7`. */
  readonly shortcut?: string;
  /** An extension of Tiptap's (or of ours) listens for the shortcut already; the registry only shows it. */
  readonly isBoundByExtension?: boolean;
  /** What one types instead, at the beginning of a line: `# `. */
  readonly markdown?: string;
  /** Names in the schema that it needs. A schema without them does not offer the command at all. */
  readonly needs?: CommandNeeds;
  /** Whether it is of use to those who may only read. @default those that concern the document as a whole */
  readonly isForReaders?: boolean;
  /** Whether it would do something at the selection. @default always */
  isEnabled?(editor: Editor): boolean;
  /** Whether the selection is already so. */
  isActive?(editor: Editor): boolean;
  /** Called through `runCommand`. */
  run(editor: Editor): void;
}

export interface CommandNeeds {
  readonly nodes?: readonly string[];
  readonly marks?: readonly string[];
  /** Names of Tiptap commands. */
  readonly commands?: readonly string[];
}

/** Whether this editor can ever do it: everything it needs exists. */
export function isOffered(editor: Editor, { needs }: EditorCommand): boolean {
  if (needs === undefined) return true;
  const { nodes, marks } = editor.schema;
  return (
    (needs.nodes ?? []).every((name) => name in nodes) &&
    (needs.marks ?? []).every((name) => name in marks) &&
    (needs.commands ?? []).every((name) => hasCommand(editor, name))
  );
}

/** Whether it makes sense now, at the selection, for this person. */
export function isUsable(editor: Editor, command: EditorCommand): boolean {
  const isForReaders = command.isForReaders ?? command.group === 'document';
  if (!editor.isEditable && !isForReaders) return false;
  return isOffered(editor, command) && command.isEnabled?.(editor) !== false;
}

/** Does it, as an undo step of its own: what was typed a moment before, or is typed after, is not taken back with it. */
export function runCommand(editor: Editor, command: EditorCommand): void {
  endUndoStep(editor.state);
  command.run(editor);
  endUndoStep(editor.state);
}

/** A Tiptap command as it is called by name. */
type NamedCommand = (...options: unknown[]) => boolean;

function hasCommand(editor: Editor, name: string): boolean {
  return name in editor.commands;
}

/**
 * Runs a Tiptap command by its name: the registry does not depend on which extension declares its type.
 *
 * @returns whether it exists and applied
 */
export function runNamed(editor: Editor, name: string, ...options: unknown[]): boolean {
  const command = (editor.commands as unknown as Record<string, NamedCommand>)[name];
  return command?.(...options) ?? false;
}

/** Whether a Tiptap command exists and would apply at the selection. */
export function canRunNamed(editor: Editor, name: string, ...options: unknown[]): boolean {
  const command = (editor.can() as unknown as Record<string, NamedCommand | undefined>)[name];
  return command?.(...options) ?? false;
}
