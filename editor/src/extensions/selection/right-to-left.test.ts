import { expect, it } from 'vitest';
import { runsToTheLeft } from './right-to-left.js';

it('a line runs the way of its first letter; digits and signs have none', () => {
  for (const text of ['שלום', '12. مرحبا world', '«ארץ»', '٣ في', 'ﷺ']) expect(runsToTheLeft(text), text).toBe(true);
  for (const text of ['', '12', '٣', 'hello שלום', '(été)', '你好']) expect(runsToTheLeft(text), text).toBe(false);
});
