import { expect, it } from 'vitest';
import { fileIcon, fileKindWords, opensInTab } from './file-kind.js';

it.each([
  ['plan.pdf', 'application/pdf', 'fileText'],
  ['budget.xlsx', null, 'fileSheet'],
  ['talk.odp', '', 'fileSlides'],
  ['data.bin', 'application/octet-stream', 'file'],
  ['songs.zip', 'application/zip', 'archive'],
  ['logo.svg', 'image/svg+xml', 'fileCode'],
  ['clip', 'video/mp4', 'fileVideo'],
])('%s (%s) has the icon %s', (name, mime, expected) => {
  expect(fileIcon({ name, mime })).toBe(expected);
});

it('only a PDF opens in a tab, whatever a name says about another type', () => {
  expect(opensInTab({ name: 'a.pdf', mime: 'application/pdf' })).toBe(true);
  expect(opensInTab({ name: 'a.pdf', mime: 'text/html' })).toBe(false);
});

it('says the kind by the extension, if it is one', () => {
  expect(fileKindWords('a.tar.gz')).toBe('GZ');
  expect(fileKindWords('README')).toBe('');
});
