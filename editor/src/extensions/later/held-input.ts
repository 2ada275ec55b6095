import { type Editor, Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { isPlainPaste, markPlainPaste } from '../paste/plain-paste.js';
import { HeldPlaces } from '../positions/held-places.js';
import { showToast } from '../surface/toast.js';
import { HeldKeys } from './held-keys.js';
import type { LaterPlugins } from './later-plugins.js';

const places = new HeldPlaces<object>('manyhandsHeldInput');

/**
 * Keeps what is pasted, dropped or typed before the plugins for it are here, and gives it to them then. What the clipboard
 * holds can be read only during the event; a browser that is left alone with a dropped file would leave the page for it.
 */
export function heldInput(later: LaterPlugins<string>): Extension {
  return Extension.create({
    name: 'heldInput',
    // Before everything else that listens for a paste.
    priority: 1_300,
    addProseMirrorPlugins() {
      return [heldPlugin(this.editor, later)];
    },
  });
}

function heldPlugin(editor: Editor, later: LaterPlugins<string>): Plugin {
  const keys = new HeldKeys(editor, later, places);
  let isPlainKey = false;
  return new Plugin({
    key: places.key,
    state: places.field,
    props: {
      handleKeyDown: (view, event) => keys.hold(view, event),
      handleDOMEvents: {
        // With Shift the browser gives plain text only, and says nothing about it.
        keydown: (_view, event) => {
          isPlainKey = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v';
          return false;
        },
        paste: (view, event) => {
          if (isPlainKey) markPlainPaste(event);
          isPlainKey = false;
          keys.endRow();
          return !later.areHere && view.editable && holdPaste(editor, later, event);
        },
      },
    },
    view: () => (later.areHere ? {} : holdDrops(editor, later)),
  });
}

function holdPaste(editor: Editor, later: LaterPlugins<string>, event: ClipboardEvent): boolean {
  if (event.clipboardData === null || event.defaultPrevented) return false;
  event.preventDefault();
  const again = new ClipboardEvent('paste', {
    clipboardData: copyOf(event.clipboardData),
    bubbles: true,
    cancelable: true,
  });
  if (isPlainPaste(event)) markPlainPaste(again);
  const { view } = editor;
  places.hold(view, again);
  later.load(editor).then(
    () => places.release(view, again, () => view.dom.dispatchEvent(again)),
    () => {
      places.release(view, again, () => view.pasteText(again.clipboardData?.getData('text/plain') ?? ''));
      if (!view.isDestroyed)
        showToast('The formatting could not be read while offline. The text was pasted without it.', view.dom);
    },
  );
  return true;
}

/** Files that are dropped anywhere on the page: what they fell on gets them again. */
function holdDrops(editor: Editor, later: LaterPlugins<string>): { destroy: () => void } {
  const page = editor.view.dom.ownerDocument;
  const onDragOver = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    later.load(editor).catch(() => undefined);
  };
  const onDrop = (event: DragEvent) => {
    const { target, dataTransfer, clientX, clientY } = event;
    if (!hasFiles(event) || dataTransfer === null) return;
    event.preventDefault();
    event.stopPropagation();
    const copy = { dataTransfer: copyOf(dataTransfer), clientX, clientY, bubbles: true, cancelable: true };
    later.load(editor).then(
      () => target?.dispatchEvent(new DragEvent('drop', copy)),
      () => {
        if (!editor.isDestroyed)
          showToast(
            'Nothing was added: this part of the editor could not be loaded. Check the connection.',
            editor.view.dom,
          );
      },
    );
  };
  page.addEventListener('dragover', onDragOver);
  page.addEventListener('drop', onDrop, { capture: true });
  return {
    destroy: () => {
      page.removeEventListener('dragover', onDragOver);
      page.removeEventListener('drop', onDrop, { capture: true });
    },
  };
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

function copyOf(data: DataTransfer): DataTransfer {
  const copy = new DataTransfer();
  for (const type of data.types) if (type !== 'Files') copy.setData(type, data.getData(type));
  for (const file of data.files) copy.items.add(file);
  return copy;
}
