import { Editor, type EditorOptions } from '@tiptap/core';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * An editor for as long as the component lives, made anew when the options are another object. In an effect, because
 * the exported page has no editor in it.
 *
 * @returns the editor, `null` until it is on the page, and the element that it is to be put into
 */
export function useTextEditor(options: Partial<EditorOptions>): {
  readonly editor: Editor | null;
  readonly place: RefObject<HTMLDivElement | null>;
} {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  // Before the page is painted without it.
  useLayoutEffect(() => {
    const made = new Editor({ ...options, element: place.current });
    setEditor(made);
    return () => {
      setEditor(null);
      // What stands around it goes first: menus still look at its view while they leave.
      setTimeout(() => made.destroy());
    };
  }, [options]);
  return { editor, place };
}
