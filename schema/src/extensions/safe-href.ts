const safeSchemes = new Set(['http', 'https', 'mailto', 'tel', 'sms', 'ftp', 'ftps', 'callto', 'xmpp', 'geo']);

/** Longer ones are no addresses that anybody could open: servers take 8 kB at most. */
const maxLength = 10_000;

/** What a browser may skip in front of or inside a scheme: `java\tscript:` runs too. */
const ignoredByBrowsers = /[\p{Cc}\p{Cf}\p{Z}]/gu;

/**
 * Whether a link may be kept: relative, or of a scheme that opens something instead of running something. An allow
 * list, because the list of schemes that run code is open-ended (`javascript:`, `vbscript:`, `data:`, `blob:`, …).
 */
export function isSafeHref(href: unknown): href is string {
  if (typeof href !== 'string' || href.length > maxLength) return false;
  const scheme = /^([^/?#:]*):/.exec(href.replace(ignoredByBrowsers, ''))?.[1];
  return scheme === undefined || safeSchemes.has(scheme.toLowerCase());
}
