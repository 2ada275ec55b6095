import type { MarkType, Schema } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { InputRule, TypedText } from '../input-rules/input-rule.js';

/**
 * What may not stand before an opening delimiter: a letter of a script that puts spaces between words, or a digit. Within
 * words `_` and `*` are names and sums. Chinese or Thai have no spaces to write before one.
 */
const word = '\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Arabic}\\p{Script=Hebrew}\\p{N}';

/** Text between delimiters: no delimiter in it, no space at its edges. */
function between(open: string, character: string, close = open): string {
  return `${open}([^\\s${character}](?:[^${character}]*[^\\s${character}])?)${close}$`;
}

/** `**bold**`, `_italic_`, `` `code` `` and the others that become marks. */
export function markRules(schema: Schema): InputRule[] {
  const mark = (name: string) => schema.marks[name];
  const [bold, italic] = [mark('bold'), mark('italic')];
  const simple: readonly (readonly [RegExp, MarkType | undefined])[] = [
    [new RegExp(`(?<![*\\\\\\p{N}])${between('\\*\\*', '*')}`, 'u'), bold],
    [new RegExp(`(?<![_\\\\${word}])${between('__', '_')}`, 'u'), bold],
    [new RegExp(`(?<![*\\\\${word}])${between('\\*', '*')}`, 'u'), italic],
    [new RegExp(`(?<![_\\\\${word}])${between('_', '_')}`, 'u'), italic],
    [new RegExp(`(?<![~\\\\])${between('~~', '~')}`, 'u'), mark('strike')],
    [new RegExp(`(?<![=<>!\\\\${word}])${between('==', '=')}`, 'u'), mark('highlight')],
    // A few letters or digits beside a word only: most carets and tildes mean something else.
    [/(?<=[\p{L}\p{N})])\^([\p{L}\p{N}+\-−]{1,12})\^$/u, mark('superscript')],
    [/(?<=[\p{L}\p{N})])~([\p{L}\p{N}+\-−]{1,12})~$/u, mark('subscript')],
  ];
  const rules = simple.flatMap(([pattern, type]) => (type === undefined ? [] : [markRule(pattern, [type])]));
  if (bold !== undefined && italic !== undefined) {
    rules.unshift(markRule(new RegExp(`(?<![*\\\\])${between('\\*\\*\\*', '*')}`, 'u'), [bold, italic]));
  }
  const code = mark('code');
  if (code !== undefined) rules.unshift(markRule(/(?<![`\\])`([^`]*[^`\s][^`]*)`$/u, [code]));
  return rules;
}

function markRule(pattern: RegExp, types: readonly MarkType[]): InputRule {
  return {
    pattern,
    apply: (typed) => {
      const text = typed.match[1] ?? '';
      return replaceDelimiters(typed, text, types);
    },
  };
}

/** Removes what stands around the text and marks what stays; other marks and inline objects in it are kept. */
function replaceDelimiters(
  { state, from, to, match }: TypedText,
  text: string,
  types: readonly MarkType[],
): Transaction | null {
  const start = from + match[0].indexOf(text);
  const end = start + text.length;
  const parent = state.doc.resolve(start).parent;
  if (types.some((type) => !parent.type.allowsMarkType(type))) return null;
  const { tr } = state;
  // The closing delimiter first: positions before it stay.
  tr.delete(end, to).delete(from, start);
  for (const type of types) tr.addMark(from, from + text.length, type.create());
  // What is typed next is plain again.
  for (const type of types) tr.removeStoredMark(type);
  return tr;
}
