import { expect, it } from 'vitest';
import { shortAddress } from './short-address.js';

it.each([
  ['https://www.example.org/', 'example.org'],
  ['http://example.org/a/?b#c', 'example.org/a/?b#c'],
  ['mailto:ada@example.org', 'ada@example.org'],
  ['/d/plan', '/d/plan'],
  ['/', '/'],
  ['https://', 'https://'],
])('%s is shown as %s', (href, shown) => {
  expect(shortAddress(href)).toBe(shown);
});
