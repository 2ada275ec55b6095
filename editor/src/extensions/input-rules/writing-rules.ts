import type { Extension } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { preferences } from '../../client/preferences.js';
import { markdownShortcuts } from '../markdown-shortcuts/markdown-shortcuts.js';
import { typographyRules } from '../typography/typography-rules.js';
import type { InputRule } from './input-rule.js';
import { inputRules } from './input-rules.js';

/** What typing turns into something else: Markdown and `others` always, printed signs if this person wants them. */
export function writingRules(others: readonly InputRule[] = []): Extension {
  let schema: Schema | null = null;
  let markdown: readonly InputRule[] = [];
  let all: readonly InputRule[] = [];
  return inputRules((state) => {
    if (schema !== state.schema) {
      schema = state.schema;
      markdown = [...markdownShortcuts(schema), ...others];
      all = [...markdown, ...typographyRules];
    }
    return preferences().getSnapshot().smartTypography ? all : markdown;
  });
}
