import { isSafeHref } from '@manyhands/schema';

/**
 * The address that somebody means by what they typed: `example.com` is a page, `ada@example.com` a mailbox.
 *
 * @returns `null` if it is empty or could run something
 */
export function linkAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  const isRelative = /^[/#?.]/.test(text);
  const hasScheme = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text);
  if (isRelative || hasScheme) return isSafeHref(text) ? text : null;
  if (/^[^@/]+@[^@/]+\.[^@/]+$/.test(text)) return `mailto:${text}`;
  return `https://${text}`;
}
