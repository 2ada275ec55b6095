import { canRunNamed, type EditorCommand, runNamed } from './editor-command.js';

const places = ['slash'] as const;

/** Things that are put where the caret is. */
export const insertCommands: readonly EditorCommand[] = [
  {
    id: 'media.image',
    title: 'Image',
    group: 'media',
    icon: 'image',
    keywords: ['picture', 'photo', 'upload', 'img', 'screenshot'],
    places,
    needs: { nodes: ['image'], commands: ['chooseImage'] },
    run: (editor) => void runNamed(editor, 'chooseImage'),
  },
  {
    id: 'media.file',
    title: 'File',
    group: 'media',
    icon: 'file',
    keywords: ['attachment', 'upload', 'pdf', 'document'],
    places,
    needs: { nodes: ['file'], commands: ['chooseFile'] },
    run: (editor) => void runNamed(editor, 'chooseFile'),
  },
  {
    id: 'media.table',
    title: 'Table',
    group: 'media',
    icon: 'table',
    keywords: ['grid', 'rows', 'columns', 'cells', 'spreadsheet'],
    places,
    needs: { nodes: ['table'], commands: ['insertTable'] },
    // A table in a table is a thing that nobody can read.
    isEnabled: (editor) => !editor.isActive('table'),
    run: (editor) => {
      if (runNamed(editor, 'chooseTable')) return;
      runNamed(editor, 'insertTable', { rows: 3, cols: 3 });
    },
  },
  {
    id: 'media.formula',
    title: 'Formula',
    group: 'media',
    icon: 'formula',
    keywords: ['math', 'equation', 'latex', 'katex', 'block'],
    places,
    markdown: '$$',
    needs: { nodes: ['blockMath'], commands: ['setBlockMath'] },
    run: (editor) => void runNamed(editor, 'setBlockMath', { latex: '' }),
  },
  {
    id: 'media.inline-formula',
    title: 'Formula in the line',
    group: 'media',
    icon: 'formula',
    keywords: ['inline equation', 'inline math', 'latex'],
    places,
    needs: { nodes: ['inlineMath'], commands: ['setInlineMath'] },
    run: (editor) => void runNamed(editor, 'setInlineMath', { latex: '' }),
  },
  {
    id: 'media.diagram',
    title: 'Diagram',
    group: 'media',
    icon: 'diagram',
    keywords: ['mermaid', 'chart', 'flowchart', 'graph', 'sequence'],
    places,
    needs: { nodes: ['codeBlock', 'blockMath'] },
    run: (editor) => {
      const source = { type: 'text', text: 'flowchart LR\n  A[Start] --> B[End]' };
      editor.commands.insertContent({ type: 'codeBlock', attrs: { language: 'mermaid' }, content: [source] });
    },
  },
  {
    id: 'media.link-card',
    title: 'Link card',
    group: 'media',
    icon: 'link-card',
    keywords: ['bookmark', 'embed', 'url', 'web', 'preview'],
    places,
    needs: { nodes: ['linkCard'], commands: ['writeLinkCard'] },
    run: (editor) => void runNamed(editor, 'writeLinkCard'),
  },
  {
    id: 'media.emoji',
    title: 'Emoji',
    group: 'media',
    icon: 'emoji',
    keywords: ['smiley', 'emoticon', 'symbol'],
    places,
    markdown: ':',
    // The list comes with the first letter of a name.
    run: (editor) => void editor.commands.insertContent(':'),
  },
  {
    id: 'media.mention',
    title: 'Mention',
    group: 'media',
    icon: 'mention',
    keywords: ['person', 'people', 'document', 'at', 'link'],
    places,
    markdown: '@',
    needs: { nodes: ['mention'] },
    run: (editor) => void editor.commands.insertContent('@'),
  },
  {
    id: 'structure.divider',
    title: 'Divider',
    group: 'structure',
    icon: 'divider',
    keywords: ['line', 'horizontal rule', 'hr', 'separator'],
    places,
    markdown: '---',
    isEnabled: (editor) => canRunNamed(editor, 'setHorizontalRule'),
    run: (editor) => void runNamed(editor, 'setHorizontalRule'),
  },
  ...([2, 3] as const).map(
    (count): EditorCommand => ({
      id: `structure.columns-${count}`,
      title: `${count} columns`,
      group: 'structure',
      icon: `columns-${count}`,
      keywords: ['layout', 'side by side', 'split', count === 2 ? 'two' : 'three'],
      places,
      needs: { nodes: ['columns', 'column'], commands: ['setColumns'] },
      isEnabled: (editor) => !editor.isActive('columns'),
      run: (editor) => void runNamed(editor, 'setColumns', count),
    }),
  ),
  {
    id: 'structure.table-of-contents',
    title: 'Table of contents',
    group: 'structure',
    icon: 'table-of-contents',
    keywords: ['toc', 'outline', 'headings', 'index'],
    places,
    markdown: '[TOC]',
    needs: { nodes: ['tableOfContents'], commands: ['insertTableOfContents'] },
    run: (editor) => void runNamed(editor, 'insertTableOfContents'),
  },
];
