// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { FormulaError, renderFormula } from './render-formula.js';

function wordsOf(latex: string): string {
  try {
    renderFormula(latex, document.createElement('span'), false);
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
  return '';
}

describe('renderFormula', () => {
  it('draws for the eye and for those who listen', () => {
    const element = document.createElement('span');
    renderFormula('a^2', element, false);
    expect(element.querySelector('.katex-html')).not.toBeNull();
    expect(element.querySelector('annotation')?.textContent).toBe('a^2');
  });

  it('says what is wrong in words', () => {
    expect(wordsOf('\\frac{1}{2')).toBe('Something is not closed: } is missing at the end.');
    expect(wordsOf('\\nonsense')).toBe('\\nonsense is not a command that is known here.');
    expect(wordsOf('a^b^c')).toBe('There are two of ^ or _ in a row; put braces around one.');
    expect(wordsOf('\\def\\a{\\a\\a}\\a')).toBe('This formula grows without end when it is read.');
    expect(wordsOf('x'.repeat(6_000))).toBe('This formula is too long to be shown. Its source is kept.');
  });

  it('leaves the element as it was where it fails', () => {
    const element = document.createElement('span');
    element.textContent = 'before';
    expect(() => renderFormula('{', element, false)).toThrow(FormulaError);
    expect(element.textContent).toBe('before');
  });

  it('makes no links and loads nothing', () => {
    const element = document.createElement('span');
    renderFormula('\\href{javascript:alert(1)}{x} \\url{https://evil.example}', element, false);
    expect(element.querySelectorAll('a, img')).toHaveLength(0);
  });
});
