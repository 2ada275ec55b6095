import { linkAtCaret } from '../extensions/links/link-at-caret.js';
import { openLink } from '../extensions/links/open-link.js';
import { canRunNamed, type EditorCommand, runNamed } from './editor-command.js';
import { requestMenu } from './menu-request.js';

/** What concerns the document and the page around it. */
export const documentCommands: readonly EditorCommand[] = [
  {
    id: 'history.undo',
    title: 'Undo',
    group: 'history',
    icon: 'undo',
    keywords: ['back', 'revert', 'mine'],
    shortcut: 'Mod-z',
    isBoundByExtension: true,
    needs: { commands: ['undo'] },
    isEnabled: (editor) => canRunNamed(editor, 'undo'),
    run: (editor) => void runNamed(editor, 'undo'),
  },
  {
    id: 'history.redo',
    title: 'Redo',
    group: 'history',
    icon: 'redo',
    keywords: ['again', 'forward', 'repeat'],
    shortcut: 'Mod-Shift-z',
    isBoundByExtension: true,
    needs: { commands: ['redo'] },
    isEnabled: (editor) => canRunNamed(editor, 'redo'),
    run: (editor) => void runNamed(editor, 'redo'),
  },
  {
    id: 'format.link',
    title: 'Link',
    group: 'format',
    icon: 'link',
    keywords: ['url', 'address', 'href', 'web'],
    // The palette's key too: with words selected or the caret in a link it is about these, as in other editors.
    shortcut: 'Mod-k',
    needs: { marks: ['link'] },
    isEnabled: (editor) =>
      !editor.isActive('codeBlock') && (!editor.state.selection.empty || linkAtCaret(editor.state) !== null),
    isActive: (editor) => editor.isActive('link'),
    run: (editor) => requestMenu(editor, 'link'),
  },
  {
    id: 'format.open-link',
    title: 'Open link',
    group: 'format',
    icon: 'open-link',
    keywords: ['follow', 'visit', 'go to', 'url', 'address'],
    shortcut: 'Alt-Enter',
    needs: { marks: ['link'] },
    isForReaders: true,
    isEnabled: (editor) => linkAtCaret(editor.state) !== null,
    run: (editor) => {
      const link = linkAtCaret(editor.state);
      if (link !== null) openLink(link.href);
    },
  },
  {
    id: 'document.palette',
    title: 'Find documents and commands',
    group: 'document',
    icon: 'command',
    keywords: ['palette', 'search', 'open', 'go to', 'jump'],
    shortcut: 'Mod-k',
    run: (editor) => requestMenu(editor, 'palette'),
  },
  {
    id: 'document.shortcuts',
    title: 'Keyboard shortcuts',
    group: 'document',
    icon: 'keyboard',
    keywords: ['keys', 'help', 'hotkeys', 'markdown'],
    shortcut: 'Mod-/',
    run: (editor) => requestMenu(editor, 'shortcuts'),
  },
  {
    id: 'format.toolbar',
    title: 'Go to the formatting menu',
    group: 'format',
    icon: 'settings',
    keywords: ['bubble', 'toolbar', 'focus'],
    shortcut: 'Alt-F10',
    isEnabled: (editor) => !editor.state.selection.empty || linkAtCaret(editor.state) !== null,
    run: (editor) => requestMenu(editor, 'bubble'),
  },
];
