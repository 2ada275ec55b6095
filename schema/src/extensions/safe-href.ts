const safeSchemes = new Set(['http', 'https', 'mailto', 'tel', 'sms', 'ftp', 'ftps', 'callto', 'xmpp', 'geo']);

/** What a URL parser skips inside a scheme: `java\tscript:` runs too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const ignoredByBrowsers = /[\u0000-\u0020\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff]/g;

/**
 * Whether a link may be kept: relative, or of a scheme that opens something instead of running something. An allow
 * list, because the list of schemes that run code is open-ended (`javascript:`, `vbscript:`, `data:`, `blob:`, …).
 */
export function isSafeHref(href: unknown): href is string {
  if (typeof href !== 'string') return false;
  const scheme = /^([^/?#:]*):/.exec(href.replace(ignoredByBrowsers, ''))?.[1];
  return scheme === undefined || safeSchemes.has(scheme.toLowerCase());
}
