import type { GlimpseElement } from '../../client/glimpse.js';
import { isGlimpseAttribute, isGlimpseTag } from './glimpse-parts.js';

/** More than the highest of windows shows. */
const maxBlocks = 60;
const maxParts = 3_000;
const maxCharacters = 20_000;

/** What stands in a text and is not a part of it: carets of others. */
const passing = '.ProseMirror-widget, .ProseMirror-separator';
/** What somebody has chosen, or is looking for. */
const chosen = /^(?:ProseMirror-selectednode|selectedCell|mh-selected-block|mh-find-match|mh-image--)/;
/** Looks like itself only with a style sheet that comes later. */
const drawn = '.katex';

/**
 * Notes how the first blocks of a text look: their elements, and empty boxes of the same size for what is drawn and not
 * written.
 */
export function takeGlimpse(text: Element): { blocks: GlimpseElement[]; goesOn: boolean } {
  const budget = { parts: maxParts, characters: maxCharacters };
  const blocks: GlimpseElement[] = [];
  for (const block of text.children) {
    if (block.matches(passing)) continue;
    const part = blocks.length < maxBlocks ? toPart(block, budget) : null;
    if (part === null) return { blocks, goesOn: true };
    blocks.push(part);
  }
  return { blocks, goesOn: false };
}

interface Budget {
  parts: number;
  characters: number;
}

/** @returns `null` when it is too much */
function toPart(element: Element, budget: Budget): GlimpseElement | null {
  budget.parts -= 1;
  if (budget.parts < 0) return null;
  const tag = element.localName;
  if (!isGlimpseTag(tag) || element.shadowRoot !== null || element.matches(drawn)) return boxFor(element);
  const children = toParts(element, budget);
  return children === null ? null : { tag, attributes: attributesOf(element), children };
}

function toParts(element: Element, budget: Budget): GlimpseElement['children'] | null {
  const parts: (GlimpseElement | string)[] = [];
  for (const child of element.childNodes) {
    if (child instanceof Text) {
      budget.characters -= child.length;
      if (budget.characters < 0) return null;
      parts.push(child.data);
    } else if (child instanceof Element && child.matches('.mh-selection')) {
      const inside = toParts(child, budget);
      if (inside === null) return null;
      parts.push(...inside);
    } else if (child instanceof Element && !child.matches(passing)) {
      const part = toPart(child, budget);
      if (part === null) return null;
      parts.push(part);
    }
  }
  return parts;
}

function attributesOf(element: Element): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const { name, value } of element.attributes) {
    if (isGlimpseAttribute(name, value)) attributes[name] = value;
  }
  if (element.matches('.mh-selected-block')) delete attributes['style'];
  const classes = [...element.classList].filter((name) => !chosen.test(name));
  if (classes.length < element.classList.length) attributes['class'] = classes.join(' ');
  // What somebody ticked is a property.
  if (element instanceof HTMLInputElement && element.checked) attributes['checked'] = '';
  return attributes;
}

function boxFor(element: Element): GlimpseElement {
  const { width, height } = element.getBoundingClientRect();
  const display = getComputedStyle(element).display.startsWith('inline') ? 'inline-block' : 'block';
  const size = `width: ${width}px; height: ${height}px; max-width: 100%; vertical-align: middle`;
  return { tag: 'span', attributes: { style: `display: ${display}; ${size}` }, children: [] };
}
