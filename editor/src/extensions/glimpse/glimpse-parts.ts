/** What a glimpse is made of; anything else on the page leaves an empty box of its size. */
const tags: ReadonlySet<string> = new Set(
  (
    'a aside b blockquote br button code col colgroup dd details div dl dt em figcaption figure h1 h2 h3 h4 hr i img ' +
    'input label li mark nav ol p pre s section small span strong sub summary sup table tbody td th thead tr u ul'
  ).split(' '),
);

/** Addresses of links are not among them: nobody should follow one in the moment before it is a real link. */
const attributes: ReadonlySet<string> = new Set(
  'alt checked class colspan dir height hidden lang open rowspan src start style type width'.split(' '),
);

/** Whether a glimpse may have such an element. */
export function isGlimpseTag(tag: string): boolean {
  return tags.has(tag);
}

/** Whether its elements may have such an attribute. */
export function isGlimpseAttribute(name: string, value: string): boolean {
  if (name === 'data-block-id') return false;
  // A picture that waits to be uploaded has an address for this visit only.
  if (name === 'src') return value.startsWith('/') || value.startsWith('https:');
  return attributes.has(name) || /^data-[a-z-]+$/.test(name);
}
