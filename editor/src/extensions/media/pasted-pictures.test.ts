// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import type { DocumentUploads } from '../../client/uploads/upload.js';
import { extractPictures, fileFromDataUrl, isOnlyPicture } from './pasted-pictures.js';

const pixel = 'data:image/png;base64,iVBORw0KGgo=';

it('turns pictures within the HTML into uploads and leaves the others', () => {
  const add = vi.fn((_: File) => 'upload-1');
  const html = extractPictures(`<p>a</p><img src="${pixel}" alt="b"><img src="/api/v1/files/x">`, {
    add,
  } as unknown as DocumentUploads);
  expect(add.mock.calls[0]?.[0]).toMatchObject({ name: 'picture.png', type: 'image/png', size: 8 });
  expect(html).toContain('data-upload-id="upload-1"');
  expect(html).toContain('alt="b"');
  expect(html).not.toContain('base64');
  expect(html).toContain('/api/v1/files/x');
});

it.each([
  ['an SVG', 'data:image/svg+xml;base64,PHN2Zz4='],
  ['a page', 'data:text/html;base64,PHA+'],
  ['what is not base64', 'data:image/png;base64,%%%'],
  ['an address', 'https://example.org/a.png'],
])('makes no file of %s', (_, url) => {
  expect(fileFromDataUrl(url)).toBeNull();
});

it('knows HTML that is one picture from HTML with text', () => {
  expect(isOnlyPicture('<meta charset="utf-8"><img src="a.png">')).toBe(true);
  expect(isOnlyPicture('<table><tr><td>1</td></tr></table><img src="a.png">')).toBe(false);
  expect(isOnlyPicture('words')).toBe(false);
});
