import { MathMLToLaTeX } from 'mathml-to-latex';
import { elementsIn } from './dom.js';

/** Longer ones are no formula that somebody wrote. UTF-16 units. */
const maxLength = 5_000;
const functions = new Set(
  (
    'arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min ' +
    'Pr sec sin sinh sup tan tanh'
  ).split(' '),
);

/** The LaTeX of a formula that is kept as MathML alone; `null` if it cannot be read. A part that is loaded when one is pasted. */
export function latexOfMathMl(math: Element): string | null {
  const copy = math.cloneNode(true) as Element;
  // Names of functions, which would come out as products of their letters.
  for (const name of elementsIn(copy, 'mi, mo')) {
    const text = (name.textContent ?? '').trim();
    if (/^[A-Za-z]{2,}$/.test(text) && !name.hasAttribute('mathvariant'))
      name.textContent = functions.has(text) ? `\\${text}` : `\\operatorname{${text}}`;
  }
  const source = new XMLSerializer().serializeToString(copy);
  if (source.length > maxLength * 10) return null;
  try {
    const latex = MathMLToLaTeX.convert(source).trim();
    return latex === '' || latex.length > maxLength ? null : latex;
  } catch {
    return null;
  }
}
