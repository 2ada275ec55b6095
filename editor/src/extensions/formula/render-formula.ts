import katex from 'katex';
import { formulaWords } from './formula-words.js';

/** Longer sources are no formulas. */
const maxLength = 5_000;

/** A formula that cannot be shown. The message is for its writer. */
export class FormulaError extends Error {
  readonly code = 'FORMULA_NOT_SHOWN';
}

/**
 * Draws a formula into an element.
 *
 * It may be anybody's: no commands that link or load (`trust`), no sizes that push the page around, no macros that grow
 * without end.
 *
 * @throws FormulaError; the element is then as it was
 */
export function renderFormula(latex: string, element: HTMLElement, isBlock: boolean): void {
  if (latex.length > maxLength) throw new FormulaError('This formula is too long to be shown. Its source is kept.');
  try {
    const markup = katex.renderToString(latex, {
      displayMode: isBlock,
      throwOnError: true,
      trust: false,
      // Umlauts and other letters in a text are no mistake of its writer.
      strict: 'ignore',
      maxSize: 12,
      maxExpand: 300,
    });
    const parsed = new DOMParser().parseFromString(markup, 'text/html');
    element.replaceChildren(...parsed.body.childNodes);
  } catch (error) {
    throw new FormulaError(formulaWords(error), { cause: error });
  }
}
