import type { DocumentUploads } from '../../client/uploads/upload.js';
import { parseInert } from '../paste/inert-html.js';
import { isShownPicture } from './picture-size.js';

const maxPictures = 100;

/** Whether copied HTML is one picture and nothing else: then the picture's own bytes are better than its address. */
export function isOnlyPicture(html: string): boolean {
  const { body } = parseInert(html);
  return (
    body.querySelectorAll('img').length === 1 && (body.textContent ?? '').trim() === '' && !body.querySelector('table')
  );
}

/**
 * Turns pictures that pasted HTML holds within itself into uploads: a document of such pictures would carry their bytes
 * around in every copy of its text.
 */
export function extractPictures(html: string, uploads: DocumentUploads): string {
  if (!/<img[^>]+src\s*=\s*["']?data:image\//i.test(html)) return html;
  const page = parseInert(html);
  for (const img of [...page.querySelectorAll<HTMLImageElement>('img[src^="data:"]')].slice(0, maxPictures)) {
    const file = fileFromDataUrl(img.getAttribute('src') ?? '');
    if (file === null) {
      img.remove();
      continue;
    }
    const figure = page.createElement('figure');
    figure.dataset['type'] = 'image';
    figure.dataset['uploadId'] = uploads.add(file);
    const placeholder = page.createElement('img');
    placeholder.alt = img.alt;
    figure.append(placeholder);
    img.replaceWith(figure);
  }
  return page.documentElement.outerHTML;
}

/** @returns null for anything but a picture that browsers show */
export function fileFromDataUrl(url: string): File | null {
  const parts = /^data:([a-z]+\/[a-z0-9.+-]+)((?:;[^,;]*)*?)(;base64)?,(.*)$/is.exec(url);
  const type = parts?.[1]?.toLowerCase() ?? '';
  const body = parts?.[4] ?? '';
  if (!isShownPicture(type) || parts?.[3] === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(body.replace(/\s+/g, '')), (character) => character.charCodeAt(0));
    return new File([bytes], `picture.${type.slice('image/'.length).replace('jpeg', 'jpg')}`, { type });
  } catch {
    return null;
  }
}
