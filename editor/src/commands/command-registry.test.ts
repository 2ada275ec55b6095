// @vitest-environment happy-dom
import { documentExtensions } from '@manyhands/schema';
import { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import { commandsFor, editorCommands, offeredCommands } from './command-registry.js';
import { isShortcut } from './shortcut-keys.js';

/** Keys that a browser does not leave to pages, or whose loss would make people angry. */
const browserKeys = [
  ...[
    'n',
    't',
    'w',
    'q',
    'l',
    'r',
    'p',
    's',
    'f',
    'g',
    'j',
    'd',
    'Shift-n',
    'Shift-t',
    'Shift-w',
    'Shift-i',
    'Shift-j',
  ],
  ...['Shift-c', 'Shift-v', '0', '1', '2', '9', 'c', 'v', 'x', 'a', '-', '+'],
].map((key) => `Mod-${key}`);

const editors: Editor[] = [];

function editorWith(content: string, extensions = documentExtensions()): Editor {
  const editor = new Editor({ extensions, content });
  editors.push(editor);
  return editor;
}

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

describe('the registry', () => {
  it('has an id for each command', () => {
    const ids = editorCommands.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z]+\.[a-z\d-]+$/.test(id))).toEqual([]);
  });

  it('has no key twice, but for Mod-K, a link on selected words or at the caret, else the palette, and F2, in code and on cards', () => {
    const keys = editorCommands.flatMap(({ shortcut }) => shortcut ?? []);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index).sort()).toEqual(['F2', 'Mod-k']);
  });

  it('takes no key that belongs to the browser', () => {
    const keys = editorCommands.flatMap(({ shortcut }) => shortcut ?? []);
    expect(keys.filter((key) => browserKeys.includes(key))).toEqual([]);
  });

  it('says whose key it is: what an extension binds is not bound twice, and what none binds is bound by us', () => {
    const editor = editorWith('<p>words</p>');
    const bound = new Set(
      editor.extensionManager.extensions.flatMap((extension) => {
        const add = extension.config.addKeyboardShortcuts as ((this: object) => object) | undefined;
        const context = { name: extension.name, options: extension.options, storage: extension.storage, editor };
        return add === undefined ? [] : Object.keys(add.call(context)).map(normal);
      }),
    );
    // The others come with what the page adds to the schema: the binding of the shared document, tables, code, cards.
    const ours = offeredCommands(editor).filter(({ shortcut }) => shortcut !== undefined);
    const wrong = ours.filter(
      ({ shortcut = '', isBoundByExtension }) => bound.has(normal(shortcut)) !== (isBoundByExtension === true),
    );
    expect(wrong.map(({ id, shortcut }) => `${id} ${shortcut}`)).toEqual([]);
  });

  it('is offered completely by the schema of documents, but for what needs the page', () => {
    const editor = editorWith('<p>words</p>');
    const offered = new Set(offeredCommands(editor).map(({ id }) => id));
    const missing = editorCommands.filter(({ id }) => !offered.has(id)).map(({ id }) => id);
    expect(missing.sort()).toEqual([
      ...['history.redo', 'history.undo', 'media.file', 'media.image', 'media.link-card'],
      ...['structure.code-language', 'structure.edit-card', 'structure.table-menu'],
    ]);
  });

  it('does not offer what a schema does not know', () => {
    const without = documentExtensions().filter(({ name }) => name !== 'callout');
    const offered = offeredCommands(editorWith('<p>words</p>', without)).map(({ id }) => id);
    expect(offered).toContain('text.heading-1');
    expect(offered.filter((id) => id.includes('callout'))).toEqual([]);
  });
});

describe('turn into', () => {
  const forms = commandsFor('turn-into', editorCommands);

  it('makes every form of every other, keeps the words, and is then what it was asked for', () => {
    const failures: string[] = [];
    const editor = editorWith('');
    for (const before of forms) {
      for (const after of forms) {
        editor.commands.setContent('<p>words</p>');
        editor.commands.setTextSelection(3);
        before.run(editor);
        after.run(editor);
        const isRight = after.id === 'text.paragraph' || after.isActive?.(editor) === true;
        if (!isRight || !editor.state.doc.textContent.includes('words')) {
          failures.push(`${before.id} → ${after.id}: ${editor.getHTML()}`);
        }
        editor.state.doc.check();
      }
    }
    expect(failures).toEqual([]);
  });

  it('changes nothing when it is that already', () => {
    const editor = editorWith('');
    for (const form of forms) {
      editor.commands.setContent('<p>words</p>');
      form.run(editor);
      const before = editor.getJSON();
      form.run(editor);
      expect(editor.getJSON(), form.id).toEqual(before);
    }
  });
});

describe('keys', () => {
  const press = (key: string, modifiers: Partial<KeyboardEvent> = {}, code = '') => ({
    key,
    code,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    ...modifiers,
  });

  it('Mod is ⌘ on a Mac and Ctrl elsewhere, and never both', () => {
    expect(isShortcut(press('k', { ctrlKey: true }), 'Mod-k', 'other')).toBe(true);
    expect(isShortcut(press('k', { metaKey: true }), 'Mod-k', 'other')).toBe(false);
    expect(isShortcut(press('k', { metaKey: true }), 'Mod-k', 'apple')).toBe(true);
    expect(isShortcut(press('k', { ctrlKey: true, metaKey: true }), 'Mod-k', 'apple')).toBe(false);
  });

  it('a sign counts however it is typed, a letter however the keyboard calls it', () => {
    expect(isShortcut(press('/', { ctrlKey: true, shiftKey: true }, 'Digit7'), 'Mod-/', 'other')).toBe(true);
    expect(isShortcut(press('л', { ctrlKey: true }, 'KeyK'), 'Mod-k', 'other')).toBe(true);
    expect(isShortcut(press('j', { ctrlKey: true }, 'KeyK'), 'Mod-k', 'other')).toBe(false);
  });
});

function normal(shortcut: string): string {
  const parts = shortcut.split('-');
  const key = parts.pop() ?? '';
  return [...parts.sort(), key.length === 1 ? key.toLowerCase() : key].join('-');
}
