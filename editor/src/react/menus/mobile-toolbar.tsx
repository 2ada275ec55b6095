import type { Editor } from '@tiptap/core';
import { Ellipsis, Plus } from 'lucide-react';
import { type CSSProperties, type ReactElement, useCallback, useEffect, useState } from 'react';
import { commandsById, commandsFor } from '../../commands/command-registry.js';
import { type EditorCommand, isUsable, runCommand } from '../../commands/editor-command.js';
import { onMenuRequest } from '../../commands/menu-request.js';
import { askForBlock } from '../../extensions/slash/ask-for-block.js';
import { useEditorState } from '../use-editor-state.js';
import { CommandIcon, HideKeyboardIcon } from './command-icon.js';
import { CommandMenu, type MenuSection } from './command-menu.js';
import { Floating } from './floating.js';
import { LinkField } from './link-field.js';
import { colourSections, type EntryContext, sectionsOf, turnIntoSections } from './menu-entries.js';
import { useKeyboardInset } from './use-keyboard-inset.js';

export interface MobileToolbarProps {
  readonly editor: Editor;
  readonly commands: readonly EditorCommand[];
}

type MenuSheet = 'turn-into' | 'colour' | 'more';
type Sheet = MenuSheet | 'link';

const tools = [
  'format.bold',
  'format.italic',
  'format.underline',
  'format.strike',
  'format.code',
  'format.link',
  'lists.bullet',
  'lists.ordered',
  'lists.task',
  'lists.outdent',
  'lists.indent',
  'media.image',
  'history.undo',
  'history.redo',
];

/** Wanted less often than once in a line: the row is long enough to scroll through. */
const inMore = {
  marks: ['format.superscript', 'format.subscript'],
  rest: ['align.left', 'align.center', 'align.right', 'format.clear'],
};

const labels: Readonly<Record<MenuSheet, string>> = {
  'turn-into': 'Turn into',
  colour: 'Colour',
  more: 'More formatting',
};

function menuSections(
  sheet: MenuSheet,
  commands: readonly EditorCommand[],
  context: EntryContext,
): readonly MenuSection[] {
  if (sheet === 'turn-into') return turnIntoSections(commands, context);
  return sheet === 'colour' ? colourSections(context) : sectionsOf(inMore, commands, context);
}

/** What fingers need while they write, on top of the screen's keyboard. */
export function MobileToolbar({ editor, commands }: MobileToolbarProps): ReactElement | null {
  const isWriting = useEditorState({ editor, selector: () => editor.isFocused && editor.isEditable });
  const [sheet, setSheet] = useState<Sheet | null>(null);
  useEffect(() => onMenuRequest(editor, (menu) => menu === 'link' && setSheet('link')), [editor]);
  const close = useCallback(() => {
    setSheet(null);
    editor.view.focus();
  }, [editor]);
  if (sheet !== null) return <OpenSheet editor={editor} commands={commands} sheet={sheet} onClose={close} />;
  return isWriting ? <Bar editor={editor} commands={commands} onSheet={setSheet} /> : null;
}

function Bar({ editor, commands, onSheet }: MobileToolbarProps & { onSheet: (sheet: Sheet) => void }): ReactElement {
  const inset = useKeyboardInset();
  const shown = commandsById(tools, commands);
  const state = useEditorState({
    editor,
    selector: () => ({
      active: Object.fromEntries(shown.map((command) => [command.id, command.isActive?.(editor) ?? false] as const)),
      usable: Object.fromEntries(shown.map((command) => [command.id, isUsable(editor, command)] as const)),
      form: commandsFor('turn-into', commands).find((command) => command.isActive?.(editor))?.title ?? 'Turn into',
      hasColours: !editor.state.selection.empty,
    }),
  });
  const press = (command: EditorCommand) => {
    // A list's button on a list takes it away again, as everywhere.
    const isListAgain = command.group === 'lists' && state.active[command.id] === true && command.places !== undefined;
    const pressed = isListAgain ? commands.find(({ id }) => id === 'text.paragraph') : command;
    if (pressed !== undefined) runCommand(editor, pressed);
  };
  const style = { '--mh-keyboard': `${inset}px` } as CSSProperties;
  return (
    <div
      role="toolbar"
      aria-label="Formatting"
      className="mh-mobile-bar"
      style={style}
      tabIndex={-1}
      // The keyboard stays: the focus never leaves the text.
      onMouseDown={(event) => event.preventDefault()}
    >
      <div className="mh-mobile-bar__tools">
        <button
          type="button"
          className="mh-action mh-action--words"
          aria-haspopup="menu"
          onClick={() => onSheet('turn-into')}
        >
          <span className="mh-visually-hidden">Turn into, now </span>
          {state.form}
        </button>
        <button
          type="button"
          className="mh-action"
          aria-label="Insert a block"
          onClick={() => askForBlock(editor.view)}
        >
          <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
        </button>
        {shown.map((command) => (
          <button
            key={command.id}
            type="button"
            className="mh-action"
            aria-label={command.title}
            aria-pressed={command.isActive === undefined ? undefined : state.active[command.id] === true}
            disabled={state.usable[command.id] !== true}
            onClick={() => press(command)}
          >
            <CommandIcon name={command.icon} size={20} />
          </button>
        ))}
        {state.hasColours && colourSections({ editor, onChoose: () => undefined }).length > 0 && (
          <button
            type="button"
            className="mh-action"
            aria-label={labels.colour}
            aria-haspopup="menu"
            onClick={() => onSheet('colour')}
          >
            <CommandIcon name="text-colour" size={20} />
          </button>
        )}
        <button
          type="button"
          className="mh-action"
          aria-label={labels.more}
          aria-haspopup="menu"
          onClick={() => onSheet('more')}
        >
          <Ellipsis size={20} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
      <button
        type="button"
        className="mh-action mh-mobile-bar__end"
        aria-label="Hide the keyboard"
        onClick={() => editor.commands.blur()}
      >
        <HideKeyboardIcon size={20} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </div>
  );
}

interface OpenSheetProps extends MobileToolbarProps {
  readonly sheet: Sheet;
  readonly onClose: () => void;
}

function OpenSheet({ editor, commands, sheet, onClose }: OpenSheetProps): ReactElement {
  const context = { editor, onChoose: onClose };
  const nowhere = useCallback(() => null, []);
  return (
    <Floating anchor={nowhere} placement="bottom" className="mh-popup" context={editor.view.dom} onDismiss={onClose}>
      {sheet === 'link' ? (
        <LinkField editor={editor} onDone={onClose} />
      ) : (
        <CommandMenu label={labels[sheet]} sections={menuSections(sheet, commands, context)} onClose={onClose} />
      )}
    </Floating>
  );
}
