import { getSchema } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { documentExtensions } from './extensions/document-extensions.js';

/** The ProseMirror schema of the body. */
export const documentSchema: Schema = getSchema(documentExtensions());
