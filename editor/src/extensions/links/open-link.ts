import { isSafeHref } from '@manyhands/schema';

/** Opens an address of the text in a tab of its own, which learns nothing of this one; never one that could run code. */
export function openLink(href: string): void {
  if (isSafeHref(href)) window.open(href, '_blank', 'noopener,noreferrer');
}
