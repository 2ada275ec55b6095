import { type Editor, posToDOMRect } from '@tiptap/core';
import { ChevronDown, Ellipsis } from 'lucide-react';
import { type ReactElement, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { commandsById, commandsFor } from '../../commands/command-registry.js';
import { type EditorCommand, runCommand } from '../../commands/editor-command.js';
import { onMenuRequest } from '../../commands/menu-request.js';
import { shortcutLabel } from '../../commands/shortcut-keys.js';
import { useEditorState } from '../use-editor-state.js';
import { CommandIcon } from './command-icon.js';
import { CommandMenu, type MenuSection } from './command-menu.js';
import { Floating } from './floating.js';
import { LinkField } from './link-field.js';
import { colourSections, sectionsOf, turnIntoSections } from './menu-entries.js';
import { moveInToolbar } from './move-in-toolbar.js';
import { onDocumentChange } from './on-document-change.js';
import { hasWordsSelected, useBubble } from './use-bubble.js';
import { useEscape } from './use-escape.js';

export interface BubbleMenuProps {
  readonly editor: Editor;
  readonly commands: readonly EditorCommand[];
}

type Part = 'tools' | 'turn-into' | 'colour' | 'more' | 'link';

const inBubble = ['format.bold', 'format.italic', 'format.link', 'format.code'];
const inMore = {
  marks: ['format.underline', 'format.strike', 'format.superscript', 'format.subscript'],
  rest: ['align.left', 'align.center', 'align.right', 'format.clear'],
};

/** What is done to selected words, above them. */
export function BubbleMenu({ editor, commands }: BubbleMenuProps): ReactElement | null {
  const bubble = useRef<HTMLDivElement>(null);
  const { isOpen, dismiss, recall } = useBubble(editor, { bubble, isWanted: hasWordsSelected });
  const [part, setPart] = useState<Part>('tools');
  useEffect(() => {
    if (!isOpen) setPart('tools');
  }, [isOpen]);
  useEffect(
    () =>
      onMenuRequest(editor, (menu) => {
        // With no words selected it is about the link at the caret.
        if ((menu !== 'link' && menu !== 'bubble') || editor.state.selection.empty) return;
        recall();
        if (menu === 'link') setPart('link');
        else requestAnimationFrame(() => bubble.current?.querySelector<HTMLElement>('button')?.focus());
      }),
    [editor, recall],
  );
  useEscape(editor, isOpen, dismiss);
  const anchor = useCallback(() => selectionRect(editor), [editor]);
  const onAnchorMoved = useMemo(() => onDocumentChange(editor), [editor]);
  if (!isOpen) return null;
  const backToText = () => {
    setPart('tools');
    editor.view.focus();
  };
  return (
    <Floating
      anchor={anchor}
      placement="top"
      className="mh-popup mh-bubble"
      context={editor.view.dom}
      onAnchorMoved={onAnchorMoved}
    >
      <div ref={bubble}>
        {part === 'link' ? (
          <LinkField editor={editor} onDone={backToText} />
        ) : (
          <Tools editor={editor} commands={commands} part={part} onPart={setPart} onLeave={backToText} />
        )}
      </div>
    </Floating>
  );
}

interface ToolsProps extends BubbleMenuProps {
  readonly part: Part;
  readonly onPart: (part: Part) => void;
  readonly onLeave: () => void;
}

function Tools({ editor, commands, part, onPart, onLeave }: ToolsProps): ReactElement {
  const state = useEditorState({
    editor,
    selector: () =>
      Object.fromEntries(commands.map((command) => [command.id, command.isActive?.(editor) ?? false] as const)),
  });
  const current = commandsFor('turn-into', commands).find(({ id }) => state[id] === true);
  const context = { editor, onChoose: onLeave };
  const toggle = (next: Part) => onPart(part === next ? 'tools' : next);
  const drop = (name: Part, label: string, sections: readonly MenuSection[], face: ReactNode) => (
    <Dropdown
      label={label}
      sections={sections}
      isOpen={part === name}
      onToggle={() => toggle(name)}
      onClose={() => onPart('tools')}
      editor={editor}
    >
      {face}
    </Dropdown>
  );
  const colours = colourSections(context);
  const more = sectionsOf(inMore, commands, context);
  return (
    <div
      role="toolbar"
      aria-label="Formatting"
      className="mh-toolbar"
      onKeyDown={(event) => moveInToolbar(event, onLeave)}
    >
      {drop(
        'turn-into',
        `Turn into, now ${current?.title ?? 'mixed'}`,
        turnIntoSections(commands, context),
        <span className="mh-action__words">{current?.title ?? 'Turn into'}</span>,
      )}
      {commandsById(inBubble, commands).map((command) => (
        <Tool
          key={command.id}
          command={command}
          isActive={state[command.id] === true}
          onPress={() => runCommand(editor, command)}
        />
      ))}
      {colours.length > 0 && drop('colour', 'Colour', colours, <CommandIcon name="text-colour" />)}
      {drop('more', 'More formatting', more, <Ellipsis size={18} strokeWidth={1.75} aria-hidden="true" />)}
    </div>
  );
}

interface ToolProps {
  readonly command: EditorCommand;
  readonly isActive: boolean;
  readonly onPress: () => void;
}

function Tool({ command, isActive, onPress }: ToolProps): ReactElement {
  const keys = command.shortcut === undefined ? '' : ` (${shortcutLabel(command.shortcut)})`;
  return (
    <button
      type="button"
      className="mh-action"
      aria-label={command.title}
      aria-pressed={isActive}
      title={`${command.title}${keys}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <CommandIcon name={command.icon} />
    </button>
  );
}

interface DropdownProps {
  readonly label: string;
  readonly sections: readonly MenuSection[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onClose: () => void;
  readonly editor: Editor;
  readonly children: ReactNode;
}

function Dropdown({ label, sections, isOpen, onToggle, onClose, editor, children }: DropdownProps): ReactElement {
  const button = useRef<HTMLButtonElement>(null);
  const anchor = useCallback(() => button.current?.getBoundingClientRect() ?? null, []);
  const close = () => {
    onClose();
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="mh-action mh-action--drop"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={label}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onToggle}
      >
        {children}
        <ChevronDown size={14} strokeWidth={2} aria-hidden="true" />
      </button>
      {isOpen && (
        <Floating anchor={anchor} placement="bottom-start" className="mh-popup" context={editor.view.dom} distance={10}>
          <CommandMenu label={label} sections={sections} onClose={close} />
        </Floating>
      )}
    </>
  );
}

const bar = 56;

/** The selected words, as much of them as is in the window. */
function selectionRect(editor: Editor): DOMRect {
  const { from, to } = editor.state.selection;
  const rect = posToDOMRect(editor.view, from, to);
  const top = Math.min(Math.max(rect.top, bar), window.innerHeight - bar);
  const bottom = Math.max(top, Math.min(rect.bottom, window.innerHeight - bar));
  return new DOMRect(rect.left, top, rect.width, bottom - top);
}
