import { describe, expect, it } from 'vitest';
import { isOwnFile, isSafeSource, maxInlineSourceLength } from './safe-source.js';

const prefix = 'data:image/png;base64,';

describe('isSafeSource', () => {
  it.each([
    'https://a.b/c.png',
    'HTTP://a.b/c.png?x=%20',
    '/api/v1/files/abc',
    '/api/v1/files/abc/My%20file.pdf?v=1',
    `${prefix}${'A'.repeat(maxInlineSourceLength - prefix.length)}`,
    'data:image/webp;base64,AAAA==',
  ])('allows %.40s', (source) => {
    expect(isSafeSource(source)).toBe(true);
  });

  it.each<[unknown]>([
    ['javascript:alert(1)'],
    [' javascript:alert(1)'],
    ['blob:https://a.b/c'],
    ['file:///etc/passwd'],
    ['ftp://a.b/c.png'],
    ['//a.b/c.png'],
    ['/c.png'],
    ['c.png'],
    [''],
    ['https://'],
    ['/api/v1/files/'],
    ['/api/v1/files'],
    ['/api/v1/files/../documents/x'],
    ['/api/v1/files/a/../../documents/x'],
    ['/api/v1/files/%2e%2e/documents/x'],
    ['/api/v1/files/..\\documents'],
    ['/api/v1/files/a\nb'],
    ['data:image/svg+xml;base64,AAAA'],
    ['data:text/html;base64,AAAA'],
    ['data:image/png,AAAA'],
    ['data:image/png;base64,AAAA"onload="x'],
    [`${prefix}${'A'.repeat(maxInlineSourceLength)}`],
    [`https://a.b/${'x'.repeat(5000)}`],
    [null],
    [1],
    [{ toString: () => 'https://a.b' }],
    [['https://a.b']],
  ])('refuses %.40j', (source) => {
    expect(isSafeSource(source)).toBe(false);
  });
});

describe('isOwnFile', () => {
  it('is a path of this server’s files', () => {
    expect(isOwnFile('/api/v1/files/abc')).toBe(true);
    expect(isOwnFile('https://a.b/api/v1/files/abc')).toBe(false);
    expect(isOwnFile('/api/v1/files/a/../../x')).toBe(false);
  });
});
