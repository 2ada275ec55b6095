import { isSafeHref } from '@manyhands/schema';
import type { Schema } from '@tiptap/pm/model';
import type { InputRule, TypedText } from '../input-rules/input-rule.js';
import { hrefOf, trimUrl } from './web-address.js';

/** `[text](address)`, and addresses that become links when the word is finished. */
export function linkRules(schema: Schema): InputRule[] {
  const link = schema.marks['link'];
  if (link === undefined) return [];
  const autolink = ({ state, from, match }: TypedText) => {
    const typed = trimUrl(match[1] ?? '');
    const href = hrefOf(typed);
    if (href === null) return null;
    const start = from + match[0].indexOf(typed);
    const end = start + typed.length;
    const { parent } = state.doc.resolve(start);
    if (!parent.type.allowsMarkType(link) || state.doc.rangeHasMark(start, end, link)) return null;
    return state.tr.addMark(start, end, link.create({ href })).removeStoredMark(link);
  };
  return [
    {
      pattern: /(?<!!)\[([^[\]\ufffc]+)\]\(((?:[^\s()]|\([^\s()]*\))+)(?:\s"[^"]*")?\)$/,
      apply({ state, from, to, match }) {
        const [, label = '', target = ''] = match;
        const href = hrefOf(target) ?? (/^[/#.]/.test(target) && isSafeHref(target) ? target : null);
        if (href === null || !state.doc.resolve(from).parent.type.allowsMarkType(link)) return null;
        const end = from + 1 + label.length;
        return state.tr
          .delete(end, to)
          .delete(from, from + 1)
          .addMark(from, from + label.length, link.create({ href }))
          .removeStoredMark(link);
      },
    },
    { pattern: /(?:^|[\s(<"“‘'\ufffc])([^\s()<"“\ufffc][^\s<"“\ufffc]*)\s$/, apply: autolink },
    {
      pattern: /(?:^|[\s(<"“‘'\ufffc])([^\s()<"“\ufffc][^\s<"“\ufffc]*)$/,
      onEnter: true,
      passEnter: true,
      apply: autolink,
    },
  ];
}
