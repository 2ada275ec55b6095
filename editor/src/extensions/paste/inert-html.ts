/** HTML of another program as a document of its own, in which nothing runs or loads. */
export function parseInert(html: string): Document {
  return new DOMParser().parseFromString(unarmed(html), 'text/html');
}

/**
 * Renames event handlers (`onclick` to `x-onclick`) and base elements (`x-base`) in HTML.
 *
 * In an inert document they do nothing, but browsers report them as breaches of the page's policy all the same; in a page
 * without a policy, nothing should depend on the document staying inert. Tags are read as browsers read them, each letter
 * once; text is left alone, whatever it looks like.
 */
export function unarmed(html: string): string {
  const armed: number[] = [];
  let at = html.indexOf('<');
  while (at !== -1) {
    const isTag = /[a-z]/i.test(html.charAt(at + (html[at + 1] === '/' ? 2 : 1)));
    at = html.indexOf('<', isTag ? readTag(html, at, armed) : at + 1);
  }
  let copied = 0;
  const parts = armed.map((place) => {
    const part = html.slice(copied, place);
    copied = place;
    return part;
  });
  return [...parts, html.slice(copied)].join('x-');
}

const slashes = /[</]*/y;
const tagName = /[^\s/>]*/y;
const between = /[\s/]*/y;
/** It may begin with an equals sign. */
const attributeName = /(?:=|[^\s/>=])[^\s/>=]*/y;
const equals = /\s*=\s*/y;
const unquoted = /[^\s>]*/y;

/**
 * @param armed gets the places of what is to be renamed
 * @returns where the tag ends, or the HTML
 */
function readTag(html: string, start: number, armed: number[]): number {
  let at = end(slashes, html, start);
  const nameEnd = end(tagName, html, at);
  if (html.slice(at, nameEnd).toLowerCase() === 'base') armed.push(at);
  at = end(between, html, nameEnd);
  while (at < html.length && html[at] !== '>') {
    const nameStart = at;
    at = end(attributeName, html, at);
    if (/^on/i.test(html.slice(nameStart, at))) armed.push(nameStart);
    const valueStart = end(equals, html, at);
    if (valueStart > at) at = readValue(html, valueStart);
    at = end(between, html, at);
  }
  return at;
}

function readValue(html: string, start: number): number {
  const quote = html[start];
  if (quote !== '"' && quote !== "'") return end(unquoted, html, start);
  const close = html.indexOf(quote, start + 1);
  return close === -1 ? html.length : close + 1;
}

/** Where what a pattern describes ends; at `start` if it is not there. */
function end(pattern: RegExp, html: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(html) ? pattern.lastIndex : start;
}
