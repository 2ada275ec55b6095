import type { EditorCommand } from './editor-command.js';

export interface MarkdownShortcut {
  readonly title: string;
  /** What is typed. */
  readonly signs: string;
}

/** Around words; the commands of these do not begin a line. */
const inline: readonly MarkdownShortcut[] = [
  { title: 'Bold', signs: '**words**' },
  { title: 'Italic', signs: '*words*' },
  { title: 'Strikethrough', signs: '~~words~~' },
  { title: 'Code', signs: '`words`' },
];

/** What one can type instead of using a menu, for the commands that this editor offers. */
export function markdownShortcuts(commands: readonly EditorCommand[]): MarkdownShortcut[] {
  const blocks = commands.flatMap(({ title, markdown, group }) => {
    if (markdown === undefined) return [];
    return [{ title, signs: group === 'format' ? `${markdown}words${markdown}` : markdown.trimEnd() }];
  });
  return [...blocks, ...inline];
}
