/** The site that an address belongs to, as people say it. Empty for what has none, such as mail. */
export function hostOf(href: string): string {
  return parse(href)?.hostname.replace(/^www\./, '') ?? '';
}

/** What a page may be called, as far as its address tells. */
export function titleFromHref(href: string): string {
  const url = parse(href);
  if (url === null) return href;
  const words = lastPart(url)
    .replace(/\.(html?|php|aspx?|md|pdf)$/i, '')
    .replace(/[-_+]+/g, ' ')
    .trim();
  // A number or a hash names nothing.
  if (!/\p{L}{2}/u.test(words) || /^[\da-f\s]{12,}$/i.test(words)) return hostOf(href) || href;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** An address on its own, as it is copied from a browser. */
export function loneUrl(text: string): string | null {
  const trimmed = text.trim();
  if (!/^https?:\/\/\S+$/i.test(trimmed) || trimmed.length > 2_000) return null;
  return parse(trimmed) === null ? null : trimmed;
}

function lastPart(url: URL): string {
  const part =
    url.pathname
      .split('/')
      .filter((name) => name !== '')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parse(href: string): URL | null {
  try {
    return new URL(href);
  } catch {
    return null;
  }
}
