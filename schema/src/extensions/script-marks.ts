import { Subscript as TiptapSubscript } from '@tiptap/extension-subscript';
import { Superscript as TiptapSuperscript } from '@tiptap/extension-superscript';

/** Text cannot be above and below the line. Each names itself too: a mark that may overlap itself is stored differently. */
const excludes = 'subscript superscript';

export const Subscript = TiptapSubscript.extend({ excludes });

/** Without Tiptap's `Mod-.`, which hides the side bar here. */
export const Superscript = TiptapSuperscript.extend({ excludes, addKeyboardShortcuts: () => ({}) });
