import { create, elementsIn, isBlock, isElement, isText, nameOf, textOf } from './dom.js';
import { isMonospace, type StyleReader } from './styles.js';

const maxLanguageLength = 40;
const gutters =
  '.line-number, .line-numbers-rows, .linenumber, .lineno, .linenos, .linenodiv, .ln-num, .gutter, .rouge-gutter, .blob-num, ' +
  '.hljs-ln-numbers, .code-block-line-number, [data-line-number]:empty, button, .copy-button, .cm-gutters';

const codeBoxes = '[data-ds--code--code-block], .code-block';

/** Every block of code as `<pre><code class="language-…">text</code></pre>`. */
export function readCodeBlocks(root: HTMLElement, styles: StyleReader): void {
  for (const element of elementsIn(root, 'div, code')) {
    if (element.matches('.cm-content')) toPre(element.closest<HTMLElement>('.cm-editor') ?? element, element);
    else if (isCodeArea(element, root, styles)) toPre(element, element);
    else if (isCodeOfLines(element, root)) toPre(element.closest<HTMLElement>(codeBoxes) ?? element, element);
  }
  for (const table of elementsIn(
    root,
    'table.highlighttable, table.rouge-table, table.hljs-ln, table.js-file-line-container, table.highlight',
  )) {
    if (!root.contains(table) || table.closest('pre') !== null) continue;
    const inner = table.querySelector('pre code') ?? table.querySelector('td.code pre, td.rouge-code pre') ?? table;
    toPre(table, inner);
  }
  for (const table of elementsIn(root, 'table')) {
    const [cell, ...others] = elementsIn(table, 'td, th');
    if (cell !== undefined && others.length === 0 && isAllMonospace(cell, styles)) toPre(table, cell);
  }
  for (const pre of elementsIn(root, 'pre')) {
    if (!root.contains(pre) || pre.dataset['code'] === 'done') continue;
    const codes = pre.querySelectorAll('code');
    // A heading with the language and a button to copy it, as chats show them, are beside the code.
    toPre(pre, codes.length === 1 && codes[0] !== undefined ? codes[0] : pre);
  }
  for (const pre of elementsIn(root, 'pre')) pre.removeAttribute('data-code');
}

/** Code that an editor copied: coloured lines in a box that keeps its spaces. Evernote says what it is. */
function isCodeArea(element: HTMLElement, root: HTMLElement, styles: StyleReader): boolean {
  if (!root.contains(element) || element.closest('pre') !== null) return false;
  const style = styles.of(element);
  if (style.get('--en-codeblock') === 'true') return true;
  const keepsSpace = /^(?:pre|pre-wrap|break-spaces)$/.test(style.get('white-space') ?? '');
  if (!keepsSpace || !isMonospace(style)) return false;
  return element.nodeName === 'DIV' || (element.textContent ?? '').includes('\n');
}

/** Lines of code without the element that keeps them: Atlassian's. */
function isCodeOfLines(element: HTMLElement, root: HTMLElement): boolean {
  return (
    nameOf(element) === 'code' &&
    root.contains(element) &&
    element.closest('pre') === null &&
    (element.textContent ?? '').trim().includes('\n') &&
    (/(?:^|\s)language-/.test(element.className) || element.closest(codeBoxes) !== null)
  );
}

/** A box with code in it, as people make one in Google Docs and Word. */
function isAllMonospace(cell: HTMLElement, styles: StyleReader): boolean {
  const walker = cell.ownerDocument.createTreeWalker(cell, 4);
  let hasWords = false;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if ((node.textContent ?? '').trim() === '') continue;
    hasWords = true;
    let at = node.parentElement;
    while (at !== null && at !== cell && !isMonospace(styles.of(at))) at = at.parentElement;
    if (at === null || !isMonospace(styles.of(at))) return false;
  }
  return hasWords;
}

function toPre(element: HTMLElement, content: Element): void {
  const language = languageOf(content, element);
  const pre = create(element, 'pre', { 'data-code': 'done' });
  const code = create(element, 'code', language === null ? {} : { class: `language-${language}` });
  code.textContent = codeText(content);
  pre.append(code);
  element.replaceWith(pre);
  if (language !== null) dropLabel(pre, language);
}

/** The name of the language above the code, as chats show it. What is a paragraph or a heading, somebody wrote. */
function dropLabel(pre: HTMLElement, language: string): void {
  let at: Element | null = pre;
  for (let level = 0; at !== null && level < 3; level += 1, at = at.parentElement) {
    let before = at.previousElementSibling;
    while (before !== null && textOf(before) === '') before = before.previousElementSibling;
    if (before === null) continue;
    if (before.matches('div, span') && textOf(before).toLowerCase() === language) before.remove();
    return;
  }
}

function languageOf(content: Element, outer: Element): string | null {
  const around = [content, outer, outer.parentElement, outer.parentElement?.parentElement];
  for (const element of around) {
    if (!element) continue;
    const named =
      element.getAttribute('data-lang') ?? element.getAttribute('data-language') ?? element.getAttribute('lang-name');
    const fromClass = [...element.classList].join(' ');
    const parameters = element.getAttribute('data-syntaxhighlighter-params') ?? '';
    const match =
      /brush:\s*([\w+#.-]+)/i.exec(parameters) ??
      /(?:^|\s)(?:language|lang|highlight-source|brush|sourceCode)[-: ]\s*([\w+#.-]+)/i.exec(fromClass) ??
      /(?:^|\s)hljs\s+([\w+#.-]+)/.exec(fromClass) ??
      /(?:^|\s)highlight-(?!source-|text-)([\w+#.-]+)/.exec(fromClass);
    const language = (named ?? match?.[1])?.toLowerCase();
    if (language && language.length <= maxLanguageLength && /^[\w+#.-]+$/.test(language)) {
      return /^(?:none|default|plain|plaintext|text|txt|nohighlight|plain_text)$/.test(language) ? null : language;
    }
  }
  return null;
}

/** Its lines: breaks and blocks end one. */
function codeText(content: Element): string {
  for (const gutter of content.querySelectorAll(gutters)) gutter.remove();
  let text = '';
  const stack: (Node | '\n')[] = [content];
  const endLine = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === '\n') endLine();
    else if (isText(node)) text += node.data;
    else if (isElement(node) && nameOf(node) === 'br') text += '\n';
    else if (isElement(node)) {
      const isLine = node !== content && isBlock(node) && nameOf(node) !== 'td';
      if (isLine) {
        endLine();
        // An empty line of an editor is a block with a break, or with nothing.
        if (node.textContent === '' && node.querySelector('br') === null) {
          text += '\n';
          continue;
        }
        stack.push('\n');
      }
      stack.push(...[...node.childNodes].reverse());
    }
  }
  return text.replaceAll('\u00a0', ' ').replace(/^\n/, '').replace(/\s+$/, '');
}
