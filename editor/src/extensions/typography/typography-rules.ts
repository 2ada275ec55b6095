import type { InputRule, TypedText } from '../input-rules/input-rule.js';

/** The printed signs for what a keyboard offers. The first group of a pattern, or all of it, is replaced. */
export const typographyRules: readonly InputRule[] = [
  // A dash only once it is clear what stands on its other side: "--help" and "i--" are no sentences.
  replace(/(?<=\S )(--)\s$/u, '—'),
  replace(/(?<=\p{L})(--)[\p{L}"“‘]$/u, '—'),
  replace(/(?<=\p{N})(--)\p{N}$/u, '–'),
  replace(/(?<!\.)(\.\.\.)$/u, '…'),
  replace(/(?<![-<])(->)$/u, '→'),
  replace(/(?<!<)(<-)$/u, '←'),
  replace(/(←>)$/u, '↔'),
  replace(/(?<![=<>!])(=>)$/u, '⇒'),
  replace(/(?<!=)(!=)$/u, '≠'),
  replace(/(\+\/-)$/u, '±'),
  replace(/(\(c\))$/iu, '©'),
  replace(/(\(r\))$/iu, '®'),
  replace(/(\(tm\))$/iu, '™'),
  replace(/(?<=\b[1-9]\d*)(x)\d$/u, '×'),
  ...(
    [
      ['1/2', '½'],
      ['1/3', '⅓'],
      ['2/3', '⅔'],
      ['1/4', '¼'],
      ['3/4', '¾'],
    ] as const
  ).map(([typed, printed]) => replace(new RegExp(`(?<![\\d/.,])(${typed})[\\s.,;:!?)]$`, 'u'), printed)),
  { pattern: /"$/, apply: (typed) => quote(typed, '“', '”') },
  { pattern: /'$/, apply: (typed) => quote(typed, '‘', '’') },
];

function replace(pattern: RegExp, printed: string): InputRule {
  return {
    pattern,
    apply(typed) {
      if (isLiteral(typed)) return null;
      const text = typed.match[1] ?? '';
      const start = typed.from + typed.match[0].indexOf(text);
      const marks = typed.state.doc.resolve(start + 1).marks();
      return typed.state.tr.replaceWith(start, start + text.length, typed.state.schema.text(printed, marks));
    },
  };
}

/** Opening where a word begins. After a digit it may be inches: only a quotation that is open is closed there. */
function quote(typed: TypedText, opening: string, closing: string): ReturnType<InputRule['apply']> {
  if (isLiteral(typed)) return null;
  const { state, from, to } = typed;
  const $from = state.doc.resolve(from);
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 500), $from.parentOffset, null, '\ufffc');
  const opens = before === '' || /[\s([{<—–“‘"'\u00a0]$/u.test(before);
  if (!opens && /\d$/.test(before) && before.lastIndexOf(opening) <= before.lastIndexOf(closing)) return null;
  const marks = state.doc.resolve(to).marks();
  return state.tr.replaceWith(from, to, state.schema.text(opens ? opening : closing, marks));
}

/** Links and addresses are kept letter by letter. Code never comes here. */
function isLiteral({ state, from, to }: TypedText): boolean {
  const link = state.schema.marks['link'];
  if (link !== undefined && state.doc.rangeHasMark(from, to, link)) return true;
  const $to = state.doc.resolve(to);
  const before = $to.parent.textBetween(Math.max(0, $to.parentOffset - 300), $to.parentOffset, null, '\ufffc');
  const word = before.trimEnd().split(/\s/).at(-1) ?? '';
  return /:\/\/|^www\.|@/.test(word) || /(?:^|\s)(?:`[^`]*|\$(?!\d)[^$]*)$/.test(before);
}
