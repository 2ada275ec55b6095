/** An address as people say it: what every one has in front is left out. */
export function shortAddress(href: string): string {
  return href.replace(/^(?:https?:\/\/(?:www\.)?|mailto:|tel:)/i, '').replace(/^([^/?#]+)\/$/, '$1') || href;
}
