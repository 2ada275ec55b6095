import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unarmed } from './inert-html.js';

describe('unarmed', () => {
  it.each([
    ['<p onclick="x()">a</p>', '<p x-onclick="x()">a</p>'],
    ['<P ONCLICK=x() id=b>a', '<P x-ONCLICK=x() id=b>a'],
    ['<img src=x/onerror=y()>', '<img src=x/onerror=y()>'],
    ['<img src="x"onerror=y()>', '<img src="x"x-onerror=y()>'],
    ['<img/src="x"/onerror=\'y()\'/>', '<img/src="x"/x-onerror=\'y()\'/>'],
    ['<img alt="a > b" onerror\n=\n"y()">', '<img alt="a > b" x-onerror\n=\n"y()">'],
    ['<svg><a onfocus>b', '<svg><a x-onfocus>b'],
    ['<p title="onclick=1">once = 1 <b>on=2</b>', '<p title="onclick=1">once = 1 <b>on=2</b>'],
    ['a < b onclick=1 > c', 'a < b onclick=1 > c'],
    ['<base href="https://a.example/">', '<x-base href="https://a.example/">'],
    ['<BASE/><basefont></base>', '<x-BASE/><basefont></x-base>'],
    ['<p =onclick=1 = on=2>', '<p =onclick=1 = x-on=2>'],
    ['<p title="never closed onclick=1', '<p title="never closed onclick=1'],
    ['<', '<'],
    ['<p', '<p'],
    ['', ''],
  ])('makes of %s', (html, expected) => expect(unarmed(html)).toBe(expected));

  it('changes nothing else, and nothing twice', () => {
    const piece = fc.constantFrom('<', '>', '"', "'", '=', '/', ' ', '\n', 'onclick', 'a', 'img', 'base', '<p ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = pieces.join('');
        const result = unarmed(html);
        expect(result.replaceAll('x-on', 'on').replaceAll('x-base', 'base')).toBe(html);
        expect(unarmed(result).length).toBe(result.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads each letter once, however little of it is closed', () => {
    for (const part of ['<a ', '<a b="', '<a b=', '<a onclick', '< ', '<a b = ']) {
      expect(unarmed(part.repeat(300_000)).startsWith(part.replace('on', 'x-on'))).toBe(true);
    }
  });
});
