import { create, elementsIn } from './dom.js';

/** KaTeX, MathJax and Wikipedia keep the source of a formula beside the picture that they make of it. */
export function readFormulas(root: HTMLElement): void {
  for (const script of elementsIn(root, 'script[type^="math/tex"]')) {
    replace(script, script.textContent ?? '', /mode=display/.test(script.getAttribute('type') ?? ''));
  }
  // GitHub writes formulas as text between their dollars.
  for (const element of elementsIn(root, 'math-renderer')) {
    const source = /^\s*(\$\$?)([\s\S]+)\1\s*$/.exec(element.textContent ?? '');
    if (source !== null) replace(element, source[2] ?? '', source[1] === '$$');
  }
  for (const element of elementsIn(root, '.katex-display, .mwe-math-element, .katex, mjx-container, math')) {
    if (!root.contains(element)) continue;
    const math = element.nodeName.toLowerCase() === 'math' ? element : element.querySelector('math');
    const source =
      element.querySelector('annotation[encoding="application/x-tex"]')?.textContent ??
      math?.getAttribute('alttext') ??
      element
        .querySelector('img.mwe-math-fallback-image-inline, img.mwe-math-fallback-image-display')
        ?.getAttribute('alt');
    if (source == null || source.trim() === '') continue;
    const isDisplay =
      element.matches('.katex-display, [display="true"], .mwe-math-element-block') ||
      math?.getAttribute('display') === 'block';
    replace(element, source, isDisplay);
  }
}

function replace(element: Element, source: string, isDisplay: boolean): void {
  const latex = source
    .trim()
    .replace(/^\{\\(?:displaystyle|textstyle)\s+([\s\S]*)\}$/, '$1')
    .trim();
  const formula = isDisplay
    ? create(element, 'div', { 'data-type': 'block-math', 'data-latex': latex })
    : create(element, 'span', { 'data-type': 'inline-math', 'data-latex': latex });
  element.replaceWith(formula);
}
