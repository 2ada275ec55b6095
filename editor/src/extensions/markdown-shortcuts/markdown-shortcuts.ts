import type { Schema } from '@tiptap/pm/model';
import type { InputRule } from '../input-rules/input-rule.js';
import { blockRules } from './block-rules.js';
import { insertRules } from './insert-rules.js';
import { linkRules } from './link-rules.js';
import { markRules } from './mark-rules.js';

/** Everything that Markdown's signs turn into while they are typed, as far as the schema has it. */
export function markdownShortcuts(schema: Schema): readonly InputRule[] {
  return [...blockRules(schema), ...insertRules(schema), ...linkRules(schema), ...markRules(schema)];
}
