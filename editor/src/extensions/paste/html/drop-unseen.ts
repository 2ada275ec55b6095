import type { ClipboardSource } from './clipboard-source.js';
import { commentsIn, elementsIn, nameOf, unwrap } from './dom.js';
import type { StyleReader } from './styles.js';

/** Never a part of a text. */
const dropped =
  'script, style, noscript, template, iframe, frame, object, embed, applet, canvas, audio, video, source, track, map, ' +
  'button, select, textarea, datalist, progress, meter, svg, link, meta, title, base, head, dialog, colgroup, col, xml, ' +
  'nav, [role="navigation"], [role="menu"], [role="menubar"], [role="toolbar"], [role="search"], [role="banner"] nav, ' +
  'rp, sup.reference, [class*="language-"] > .lang, [hidden], .mw-editsection, .noprint, .sr-only, .visually-hidden, .screen-reader-text, clipboard-copy, ' +
  'a.anchor, a.headerlink, a.header-anchor, a.hash-link, a.anchor-link, .zeroclipboard-container, ' +
  '.example-header, a.footnote-backref, a.footnote-back, a.reversefootnote, a[data-footnote-backref], .mw-cite-backlink, ' +
  '.MathJax_Preview, [role="tablist"], a.jp-InternalAnchorLink, .jp-InputPrompt, .jp-OutputPrompt, .ltx_tag_item';

/** Comments of Word and Google Docs, and what points to them. */
const comments =
  '[id^="cmnt_ref"], a[href^="#cmnt"]:not([id]), .MsoCommentReference, [style*="mso-element:comment"], [style*="mso-comment-reference"], ' +
  '[style*="mso-comment-continuation"], .msocomtxt, .msocomanchor, .CommentReference';

/** Removes what a reader of the page would not have seen as its text. */
export function dropUnseen(root: HTMLElement, styles: StyleReader, source: ClipboardSource): void {
  for (const comment of commentsIn(root)) comment.remove();
  for (const element of elementsIn(root, 'input:not([type="checkbox" i])')) element.remove();
  for (const element of elementsIn(root, dropped)) element.remove();
  for (const element of elementsIn(root, comments)) element.remove();
  for (const element of elementsIn(root, 'a[id^="cmnt"]')) (element.closest('div') ?? element).remove();
  for (const element of elementsIn(root)) {
    if (!element.isConnected && !root.contains(element)) continue;
    const style = styles.of(element);
    const isHidden =
      style.get('display') === 'none' ||
      style.get('visibility') === 'hidden' ||
      style.get('mso-hide') === 'all' ||
      (element.getAttribute('aria-hidden') === 'true' && !isKept(element));
    if (isHidden) element.remove();
    // Word's own tags, smart tags and the like: what is in them is text.
    else if (nameOf(element).includes(':')) unwrap(element);
  }
  // The site's head and foot, where a whole page was copied; those of an article belong to it.
  if (source === 'web') {
    for (const element of elementsIn(root, 'footer, [role="contentinfo"], [role="banner"]')) {
      if (element.closest('article, main, blockquote') === null && root.querySelector('article, main, h1') !== null)
        element.remove();
    }
  }
}

/** Hidden from screen readers but not from eyes: icons of callouts, ticks of tasks. */
function isKept(element: Element): boolean {
  const text = element.textContent ?? '';
  return (
    element.querySelector('img, input') !== null || /^(?:\p{Extended_Pictographic}|[\u2610-\u2612])/u.test(text.trim())
  );
}
