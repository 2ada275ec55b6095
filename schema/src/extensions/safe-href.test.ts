import { describe, expect, it } from 'vitest';
import { isSafeHref } from './safe-href.js';

describe('isSafeHref', () => {
  it.each(['https://example.org/?a=b#c', 'HTTP://a', 'mailto:a@b.c', 'tel:+1', '/d/x', '#part', 'a/b:c', ''])(
    'takes %j',
    (href) => expect(isSafeHref(href)).toBe(true),
  );

  it.each([
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' vbscript:x',
    'data:text/html,x',
    'blob:https://a.b/c',
    'file:///etc/passwd',
    null,
    3,
  ])('refuses %j', (href) => expect(isSafeHref(href)).toBe(false));

  it('refuses what is longer than any address', () => {
    expect(isSafeHref(`https://example.org/${'x'.repeat(9_000)}`)).toBe(true);
    expect(isSafeHref(`https://example.org/${'x'.repeat(10_000)}`)).toBe(false);
  });
});
