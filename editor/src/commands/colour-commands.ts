import { type PaletteColor, paletteColors } from '@manyhands/schema';
import { type EditorCommand, runNamed } from './editor-command.js';

/** A command that gives words a colour, with what a menu needs to show it as a swatch. */
export interface ColourCommand extends EditorCommand {
  readonly kind: 'highlight' | 'text';
  /** `null` takes the colour away. */
  readonly color: PaletteColor | null;
}

export const highlightCommands: readonly ColourCommand[] = [null, ...paletteColors].map(highlight);
export const textColourCommands: readonly ColourCommand[] = [null, ...paletteColors].map(textColour);

/** The one that a key toggles, and the palette finds by "highlight". */
export const toggleHighlight: EditorCommand = {
  id: 'format.highlight',
  title: 'Highlight',
  group: 'format',
  icon: 'highlight',
  keywords: ['marker', 'background', 'yellow'],
  shortcut: 'Mod-Shift-h',
  isBoundByExtension: true,
  markdown: '==',
  needs: { marks: ['highlight'], commands: ['toggleHighlight'] },
  isActive: (editor) => editor.isActive('highlight'),
  run: (editor) => void runNamed(editor, 'toggleHighlight'),
};

function highlight(color: PaletteColor | null): ColourCommand {
  return {
    id: `colour.highlight-${color ?? 'none'}`,
    title: color === null ? 'No highlight' : `Highlight ${color}`,
    group: 'colour',
    icon: 'highlight',
    keywords: ['background', 'marker', 'color'],
    kind: 'highlight',
    color,
    needs: { marks: ['highlight'], commands: ['setHighlight'] },
    isActive: (editor) => (color === null ? !editor.isActive('highlight') : editor.isActive('highlight', { color })),
    run: (editor) => {
      if (color === null) runNamed(editor, 'unsetHighlight');
      else runNamed(editor, 'setHighlight', { color });
    },
  };
}

function textColour(color: PaletteColor | null): ColourCommand {
  return {
    id: `colour.text-${color ?? 'none'}`,
    title: color === null ? 'Default text colour' : `Text ${color}`,
    group: 'colour',
    icon: 'text-colour',
    keywords: ['font', 'foreground', 'color'],
    kind: 'text',
    color,
    needs: { marks: ['textColor'], commands: ['setTextColor'] },
    isActive: (editor) => (color === null ? !editor.isActive('textColor') : editor.isActive('textColor', { color })),
    run: (editor) => {
      if (color === null) runNamed(editor, 'unsetTextColor');
      else runNamed(editor, 'setTextColor', color);
    },
  };
}
