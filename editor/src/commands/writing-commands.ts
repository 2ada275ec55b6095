import { preferences } from '../client/preferences.js';
import { openFind } from '../extensions/find/find-requests.js';
import type { EditorCommand } from './editor-command.js';

/** What concerns the text as a whole. The find bar binds its keys itself: a second press is the browser's own search. */
export const writingCommands: readonly EditorCommand[] = [
  {
    id: 'document.find',
    title: 'Find in the document',
    group: 'document',
    icon: 'find',
    keywords: ['search', 'look for', 'word'],
    run: (editor) => openFind(editor),
  },
  {
    id: 'document.replace',
    title: 'Find and replace',
    group: 'document',
    icon: 'find',
    keywords: ['search', 'change', 'rename', 'substitute', 'regular expression'],
    isEnabled: (editor) => editor.isEditable,
    run: (editor) => openFind(editor, 'replace'),
  },
  {
    id: 'document.smart-typography',
    title: 'Smart quotes and dashes',
    group: 'document',
    icon: 'settings',
    keywords: ['typography', 'quotes', 'dash', 'straight', 'curly', 'autocorrect', 'switch off'],
    isActive: () => preferences().getSnapshot().smartTypography,
    run: () => preferences().update({ smartTypography: !preferences().getSnapshot().smartTypography }),
  },
];
