import type { ClipboardSource } from './clipboard-source.js';
import { create, elementsIn, textsIn } from './dom.js';
import { readOfficeMath } from './office-math.js';

/** Gives the LaTeX of a `math` element that does not say it itself; `null` if that cannot be read. */
export type MathReader = (math: Element) => string | null;

/** Whether there are formulas in HTML that only a {@link MathReader} can read. */
export function needsMathReader(html: string): boolean {
  return /<m:omath/i.test(html) || (/<(?:mml:)?math[\s>]/i.test(html) && !/application\/x-tex|alttext=/i.test(html));
}

/** KaTeX, MathJax and Wikipedia keep the source of a formula beside the picture that they make of it, or its MathML. */
export function readFormulas(root: HTMLElement, source: ClipboardSource, readMath: MathReader | null): void {
  readOfficeMath(root);
  if (source === 'notion') readTypedFormulas(root);
  for (const script of elementsIn(root, 'script[type^="math/tex"]')) {
    // The drawn formula stands before its source.
    for (let drawn = script.previousElementSibling; drawn !== null && isDrawn(drawn); ) {
      const before = drawn.previousElementSibling;
      drawn.remove();
      drawn = before;
    }
    replace(script, script.textContent ?? '', /mode=display/.test(script.getAttribute('type') ?? ''));
  }
  // GitHub writes formulas as text between their dollars.
  for (const element of elementsIn(root, 'math-renderer')) {
    const source = /^\s*(\$\$?)([\s\S]+)\1\s*$/.exec(element.textContent ?? '');
    if (source !== null) replace(element, source[2] ?? '', source[1] === '$$');
  }
  // Sphinx and Pandoc, where they have not been drawn.
  for (const element of elementsIn(root, '.math')) {
    const typed = /^\s*(?:\\\[([\s\S]+)\\\]|\\\(([\s\S]+)\\\))\s*$/.exec(element.textContent ?? '');
    if (typed !== null) replace(element, typed[1] ?? typed[2] ?? '', typed[1] !== undefined);
  }
  // GitLab, too.
  for (const element of elementsIn(root, '[data-math-style]')) {
    if (element.querySelector('math, .katex') === null)
      replace(element, element.textContent ?? '', element.getAttribute('data-math-style') === 'display');
  }
  for (const element of elementsIn(root, '.katex-display, .mwe-math-element, .katex, mjx-container, math')) {
    if (!root.contains(element)) continue;
    const math = element.nodeName.toLowerCase() === 'math' ? element : element.querySelector('math');
    const source =
      element.querySelector('annotation[encoding="application/x-tex"]')?.textContent ??
      math?.getAttribute('alttext') ??
      element
        .querySelector('img.mwe-math-fallback-image-inline, img.mwe-math-fallback-image-display')
        ?.getAttribute('alt') ??
      (math === null ? null : readMath?.(math));
    if (source == null || source.trim() === '') continue;
    const isDisplay =
      element.matches('.katex-display, [display="true"], .mwe-math-element-block') ||
      math?.getAttribute('display') === 'block';
    replace(element, source, isDisplay);
  }
}

function isDrawn(element: Element): boolean {
  return /^MathJax(?:_|$)/.test(element.classList[0] ?? '');
}

/** Notion writes them between dollars, as Markdown does. */
function readTypedFormulas(root: HTMLElement): void {
  for (const line of elementsIn(root, 'p')) {
    const latex = /^\s*\$\$([^$]+)\$\$\s*$/.exec(line.textContent ?? '')?.[1];
    if (latex !== undefined) replace(line, latex, true);
  }
  for (const text of textsIn(root)) {
    if (text.parentElement?.closest('code, pre, [data-latex]') != null) continue;
    for (let rest = text; ; ) {
      // A sum of money has a digit behind its second dollar, or a space before it.
      const found = /(?<![\\$\w])\$(?!\s)([^$\n]+)(?<![\s\\])\$(?![\w$])/.exec(rest.data);
      if (found === null) break;
      const formula = rest.splitText(found.index);
      rest = formula.splitText(found[0].length);
      const place = create(root, 'span');
      formula.replaceWith(place);
      replace(place, found[1] ?? '', false);
    }
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
