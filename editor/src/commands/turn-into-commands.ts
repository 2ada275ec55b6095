import type { Editor } from '@tiptap/core';
import { type EditorCommand, runNamed } from './editor-command.js';
import type { IconName } from './icon-name.js';

const places = ['slash', 'turn-into'] as const;
const headingLevels = [1, 2, 3, 4] as const;
const headingWords = ['title big', 'subtitle medium', 'small', 'smallest'] as const;

/** What a block of text can be. Asking for what it already is changes nothing. */
export const turnIntoCommands: readonly EditorCommand[] = [
  {
    id: 'text.paragraph',
    title: 'Text',
    group: 'text',
    icon: 'paragraph',
    keywords: ['paragraph', 'plain', 'normal', 'body', 'p'],
    places,
    shortcut: 'Mod-Alt-0',
    isBoundByExtension: true,
    isActive: isPlainText,
    run: (editor) => {
      leaveWrappers(editor);
      editor.commands.setNode('paragraph');
    },
  },
  ...headingLevels.map(
    (level, index): EditorCommand => ({
      id: `text.heading-${level}`,
      title: `Heading ${level}`,
      group: 'text',
      icon: `heading-${level}`,
      keywords: [`h${level}`, 'section', ...(headingWords[index] ?? '').split(' ')],
      places,
      shortcut: `Mod-Alt-${level}`,
      isBoundByExtension: true,
      markdown: `${'#'.repeat(level)} `,
      isActive: (editor) => editor.isActive('heading', { level }),
      run: (editor) => {
        leaveLists(editor);
        editor.commands.setNode('heading', { level });
      },
    }),
  ),
  list('bulletList', 'toggleBulletList', {
    id: 'lists.bullet',
    title: 'Bullet list',
    icon: 'bullet-list',
    keywords: ['unordered', 'points', 'ul', 'dots'],
    shortcut: 'Mod-Shift-8',
    markdown: '- ',
  }),
  list('orderedList', 'toggleOrderedList', {
    id: 'lists.ordered',
    title: 'Numbered list',
    icon: 'ordered-list',
    keywords: ['ordered', 'numbers', 'ol', 'steps'],
    shortcut: 'Mod-Shift-7',
    markdown: '1. ',
  }),
  list('taskList', 'toggleTaskList', {
    id: 'lists.task',
    title: 'Task list',
    icon: 'task-list',
    keywords: ['todo', 'to-do', 'checkbox', 'checklist', 'tick'],
    shortcut: 'Mod-Shift-9',
    markdown: '[ ] ',
  }),
  {
    id: 'text.quote',
    title: 'Quote',
    group: 'text',
    icon: 'quote',
    keywords: ['blockquote', 'citation', 'cite'],
    places,
    shortcut: 'Mod-Shift-b',
    isBoundByExtension: true,
    markdown: '> ',
    isActive: (editor) => editor.isActive('blockquote'),
    run: (editor) => {
      if (editor.isActive('blockquote')) return;
      becomeText(editor);
      editor.commands.wrapIn('blockquote');
    },
  },
  {
    id: 'text.code-block',
    title: 'Code block',
    group: 'text',
    icon: 'code-block',
    keywords: ['snippet', 'pre', 'programming', 'monospace', 'fence'],
    places,
    shortcut: 'Mod-Alt-c',
    isBoundByExtension: true,
    markdown: '```',
    isActive: (editor) => editor.isActive('codeBlock'),
    run: (editor) => {
      leaveLists(editor);
      editor.commands.setNode('codeBlock');
    },
  },
  callout('note', 'Note', ['info', 'information', 'hint']),
  callout('tip', 'Tip', ['success', 'idea', 'advice']),
  callout('warning', 'Warning', ['attention', 'careful']),
  callout('caution', 'Caution', ['danger', 'error', 'important']),
  {
    id: 'structure.toggle',
    title: 'Toggle',
    group: 'structure',
    icon: 'toggle',
    keywords: ['details', 'collapse', 'fold', 'accordion', 'expand', 'summary', 'spoiler'],
    places,
    needs: { nodes: ['details'], commands: ['setDetails'] },
    isActive: (editor) => editor.isActive('details'),
    run: (editor) => {
      if (editor.isActive('details')) return;
      becomeText(editor);
      runNamed(editor, 'setDetails');
    },
  },
];

type ListParts = Pick<EditorCommand, 'id' | 'title' | 'icon' | 'keywords'> & { shortcut: string; markdown: string };

function list(node: string, toggle: string, parts: ListParts): EditorCommand {
  return {
    ...parts,
    group: 'lists',
    places,
    isBoundByExtension: true,
    needs: { nodes: [node], commands: [toggle] },
    isActive: (editor) => innermostList(editor) === node,
    run: (editor) => {
      if (innermostList(editor) === node) return;
      leaveSummary(editor);
      if (innermostList(editor) === null) editor.commands.setNode('paragraph');
      runNamed(editor, toggle);
    },
  };
}

function callout(kind: 'note' | 'tip' | 'warning' | 'caution', title: string, keywords: string[]): EditorCommand {
  const icon: IconName = `callout-${kind}`;
  return {
    id: `structure.callout-${kind}`,
    title: `${title} callout`,
    group: 'structure',
    icon,
    keywords: ['callout', 'box', 'alert', 'admonition', 'panel', ...keywords],
    places,
    markdown: `> [!${kind.toUpperCase()}]`,
    needs: { nodes: ['callout'], commands: ['setCallout'] },
    isActive: (editor) => editor.isActive('callout', { kind }),
    run: (editor) => {
      if (editor.isActive('callout')) editor.commands.updateAttributes('callout', { kind });
      else runNamed(editor, 'setCallout', { kind });
    },
  };
}

const listNodes = new Set(['bulletList', 'orderedList', 'taskList']);
const itemNodes = new Set(['listItem', 'taskItem']);
/** Deeper than anybody nests lists; only so that a schema with surprises cannot keep us here. */
const maxDepth = 32;

function innermostList(editor: Editor): string | null {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const { name } = $from.node(depth).type;
    if (listNodes.has(name)) return name;
  }
  return null;
}

/** Out of every list around the selection, because a list's item begins with plain text; a toggle's title is no text at all. */
function leaveLists(editor: Editor): void {
  leaveSummary(editor);
  for (let step = 0; step < maxDepth; step++) {
    const item = innermostItem(editor);
    if (item === null || !editor.commands.liftListItem(item)) return;
  }
}

/** Of a toggle whose title becomes something else, nothing is left but its text. */
function leaveSummary(editor: Editor): void {
  if (editor.state.selection.$from.parent.type.name === 'detailsSummary') runNamed(editor, 'unsetDetails');
}

function innermostItem(editor: Editor): string | null {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const { name } = $from.node(depth).type;
    if (itemNodes.has(name)) return name;
  }
  return null;
}

function becomeText(editor: Editor): void {
  leaveLists(editor);
  editor.commands.setNode('paragraph');
}

/** Plain text stands for itself: out of lists and out of the quote. A callout or a toggle is a place, not a form. */
function leaveWrappers(editor: Editor): void {
  leaveLists(editor);
  if (editor.isActive('blockquote')) editor.commands.lift('blockquote');
}

function isPlainText(editor: Editor): boolean {
  return editor.isActive('paragraph') && innermostList(editor) === null && !editor.isActive('blockquote');
}
