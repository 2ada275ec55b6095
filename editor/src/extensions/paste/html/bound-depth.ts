/** Deeper than anything that a person has written; every later step recurses this deep at most. */
const maxDepth = 150;
/** Each item takes two levels of the document, and its conversions have a bound on them. */
const maxListDepth = 12;
const listNames = new Set(['UL', 'OL', 'MENU', 'DIR']);
const quoteNames = new Set(['BLOCKQUOTE', 'ASIDE', 'DETAILS']);
const maxQuoteDepth = 8;

interface Entry {
  readonly element: Element;
  readonly depth: number;
  readonly lists: number;
  readonly quotes: number;
}

/** Takes out elements that stand too deep and leaves what is in them. Without recursion: that is what it protects from. */
export function boundDepth(root: Element): void {
  const stack: Entry[] = [{ element: root, depth: 0, lists: 0, quotes: 0 }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { element, depth, lists, quotes } = entry;
    for (let child = element.firstElementChild; child !== null; ) {
      const next: Element | null = child.nextElementSibling;
      const name = child.nodeName.toUpperCase();
      const isList = listNames.has(name);
      const isQuote = quoteNames.has(name);
      const isTooDeep =
        depth >= maxDepth ||
        (isList && lists >= maxListDepth) ||
        (name === 'LI' && lists >= maxListDepth && element.nodeName.toUpperCase() === 'LI') ||
        (isQuote && quotes >= maxQuoteDepth);
      if (isTooDeep) {
        const first: Element | null = child.firstElementChild;
        child.replaceWith(...child.childNodes);
        child = first ?? next;
        continue;
      }
      stack.push({
        element: child,
        depth: depth + 1,
        lists: lists + (isList ? 1 : 0),
        quotes: quotes + (isQuote ? 1 : 0),
      });
      child = next;
    }
  }
}
