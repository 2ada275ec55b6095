import { Extension } from '@tiptap/core';
import { type EditorState, Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { wellFormed } from '../well-formed/well-formed.js';
import { KeptBlock, KeptInline } from './kept-content.js';
import { readPendingSelection } from './pending-selection.js';
import { losesKept } from './protect-kept.js';
import { settleScroll } from './scroll-anchor.js';
import { SharedTextBinding } from './shared-text-binding.js';
import { undoOwnChanges } from './undo-own-changes.js';

export interface SharedTextOptions {
  readonly document: Y.Doc | null;
  /** Name of the document's root field. */
  readonly field: string;
}

interface SharedTextStorage {
  end: (() => void) | null;
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sharedText: {
      /** Takes back this person's latest change. */
      undo: () => ReturnType;
      redo: () => ReturnType;
    };
  }
}

/**
 * Makes an editor show and write a part of the shared document, in the place of Tiptap's `Collaboration`, which is
 * y-prosemirror's binding: that one deletes from the document what its schema does not know, replaces the whole page with
 * every remote letter, and loses the caret when a block is split, joined, retyped or moved.
 *
 * It keeps to y-prosemirror's stored form and plugin keys, so that stock clients write the same document and Tiptap's
 * extensions see what they expect.
 */
export const SharedText = Extension.create<SharedTextOptions, SharedTextStorage>({
  name: 'collaboration',
  priority: 1000,

  addOptions: () => ({ document: null, field: 'default' }),

  addStorage: () => ({ end: null }),

  addExtensions() {
    return [wellFormed(), ...(this.options.field === 'title' ? [] : [KeptBlock, KeptInline])];
  },

  addCommands() {
    const step =
      (direction: 'undo' | 'redo') =>
      () =>
      ({ tr, state, dispatch }: { tr: EditorState['tr']; state: EditorState; dispatch: unknown }) => {
        // Yjs dispatches the change by itself.
        tr.setMeta('preventDispatch', true);
        const undoManager: Y.UndoManager | undefined = yUndoPluginKey.getState(state)?.undoManager;
        const canStep = direction === 'undo' ? undoManager?.canUndo() : undoManager?.canRedo();
        if (undoManager === undefined || canStep !== true) return false;
        if (dispatch !== undefined) undoManager[direction]();
        return true;
      };
    return { undo: step('undo'), redo: step('redo') };
  },

  addKeyboardShortcuts() {
    return {
      'Mod-z': () => this.editor.commands.undo(),
      'Mod-y': () => this.editor.commands.redo(),
      'Shift-Mod-z': () => this.editor.commands.redo(),
    };
  },

  addProseMirrorPlugins() {
    const { document, field } = this.options;
    if (document === null) throw new TypeError('SharedText needs a document');
    const binding = new SharedTextBinding(document.getXmlFragment(field));
    const undo = undoOwnChanges(binding);
    this.storage.end = () => {
      binding.detach();
      undo.end();
    };
    return [syncPlugin(binding), undo.plugin, keysAtTheCaret(binding)];
  },

  // With the editor and not with the views of the plugins, which are restarted when other plugins come.
  onDestroy() {
    this.storage.end?.();
  },
});

/** What Tiptap's extensions read from y-prosemirror's plugin. */
interface SyncState {
  readonly type: Y.XmlFragment;
  readonly doc: Y.Doc;
  readonly binding: SharedTextBinding;
  readonly snapshot: null;
  readonly prevSnapshot: null;
  readonly isChangeOrigin: boolean;
  readonly isUndoRedoOperation: boolean;
  readonly addToHistory: boolean;
}

function syncPlugin(binding: SharedTextBinding): Plugin<SyncState> {
  return new Plugin<SyncState>({
    key: ySyncPluginKey,
    state: {
      init: () => ({
        type: binding.type,
        doc: binding.doc,
        binding,
        snapshot: null,
        prevSnapshot: null,
        isChangeOrigin: false,
        isUndoRedoOperation: false,
        addToHistory: true,
      }),
      apply: (tr, value) => {
        const change = tr.getMeta(ySyncPluginKey);
        const isChangeOrigin = change?.isChangeOrigin === true;
        return {
          ...value,
          isChangeOrigin,
          isUndoRedoOperation: isChangeOrigin && change.isUndoRedoOperation === true,
          addToHistory: tr.docChanged ? tr.getMeta('addToHistory') !== false : value.addToHistory,
        };
      },
    },
    filterTransaction: (tr) => {
      if (!tr.docChanged || tr.getMeta(ySyncPluginKey) !== undefined) return true;
      // A plugin that tidies up after a change of others would write because somebody read.
      const root = tr.getMeta('appendedTransaction');
      if (root?.getMeta(ySyncPluginKey)?.isChangeOrigin === true) return false;
      return binding.accepts(tr.before, tr.doc) && !losesKept(tr);
    },
    view: (view) => {
      binding.attach(view);
      return {
        update: (_view, before) => binding.write(before.selection, ySyncPluginKey.getState(view.state).addToHistory),
      };
    },
  });
}

/**
 * A key means the place where the caret is seen. After an arrow key the browser moves the caret at once and tells the
 * editor a task later; on a busy machine the next key comes first, and would act where the caret was.
 */
function keysAtTheCaret(binding: SharedTextBinding): Plugin {
  const settle = () => {
    binding.settleComposition();
    return false;
  };
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view) => {
          // What the key changes must not be taken for what others changed.
          settleScroll(view);
          binding.complete();
          readPendingSelection(view);
          return false;
        },
        pointerdown: settle,
        paste: settle,
        drop: settle,
      },
      // ProseMirror has read the page by now.
      handleKeyDown: settle,
    },
  });
}

/** The binding of an editor, for what follows people through the text. */
export function bindingOf(state: EditorState): SharedTextBinding | null {
  return ySyncPluginKey.getState(state)?.binding ?? null;
}
