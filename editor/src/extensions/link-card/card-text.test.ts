import { describe, expect, it } from 'vitest';
import { hostOf, loneUrl, titleFromHref } from './card-text.js';

describe('words for a link', () => {
  it('come from the last part of its address', () => {
    expect(titleFromHref('https://example.org/docs/getting-started.html?x=1#y')).toBe('Getting started');
    expect(titleFromHref('https://example.org/caf%C3%A9_menu/')).toBe('Café menu');
  });

  it('are those of the site where the address only has numbers', () => {
    expect(titleFromHref('https://www.example.org/2024/11/')).toBe('example.org');
    expect(titleFromHref('https://example.org/0123456789abcdef0123')).toBe('example.org');
    expect(titleFromHref('https://example.org')).toBe('example.org');
  });

  it('are the text itself where it is no address, and survive bad escapes', () => {
    expect(titleFromHref('nothing')).toBe('nothing');
    expect(titleFromHref('https://example.org/%E0%A4%A')).toBe('example.org');
    expect(hostOf('mailto:a@example.org')).toBe('');
  });

  it('only a web address on its own is one', () => {
    expect(loneUrl(' https://example.org/a \n')).toBe('https://example.org/a');
    expect(loneUrl('see https://example.org')).toBeNull();
    expect(loneUrl('javascript:alert(1)')).toBeNull();
    expect(loneUrl('https://')).toBeNull();
  });
});
