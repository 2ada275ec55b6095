import type { GlimpseElement } from '../../client/glimpse.js';
import { isGlimpseAttribute, isGlimpseTag } from './glimpse-parts.js';

/**
 * Makes a page of a glimpse. It was read from the device: nothing becomes an element but what text is made of.
 */
export function showGlimpse(blocks: readonly GlimpseElement[]): DocumentFragment {
  const page = document.createDocumentFragment();
  page.append(...blocks.map(toNode));
  return page;
}

function toNode(part: GlimpseElement | string): Node {
  if (typeof part === 'string') return document.createTextNode(part);
  const { tag, attributes, children } = part;
  const element = document.createElement(isGlimpseTag(tag) ? tag : 'span');
  for (const [name, value] of Object.entries(attributes)) {
    // As a property: a policy for styles may forbid the attribute.
    if (name === 'style') element.style.cssText = value;
    else if (isGlimpseAttribute(name, value)) element.setAttribute(name, value);
  }
  element.append(...children.map(toNode));
  return element;
}
