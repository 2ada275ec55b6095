import type { DocumentUploads } from '../../client/uploads/upload.js';

/** Where a picture or file of the document comes from. */
export type MediaSource =
  | { readonly kind: 'none' }
  /** This server's, or in the document itself: this page may load it. */
  | { readonly kind: 'own'; readonly url: string }
  /** Elsewhere on the web: a page that loaded it would tell a stranger who reads here. */
  | { readonly kind: 'foreign'; readonly url: string; readonly host: string };

export function mediaSource(src: unknown, uploads: DocumentUploads): MediaSource {
  if (typeof src !== 'string' || src === '') return { kind: 'none' };
  if (src.startsWith('data:image/')) return { kind: 'own', url: src };
  if (!/^[a-z][a-z0-9+.-]*:/i.test(src) && !src.startsWith('//')) return { kind: 'own', url: uploads.resolve(src) };
  if (!/^https?:/i.test(src) || !URL.canParse(src)) return { kind: 'none' };
  const { origin, host } = new URL(src);
  return origin === location.origin ? { kind: 'own', url: src } : { kind: 'foreign', url: src, host };
}

/** Sets what an image element shows; one of another origin must say so, or the browser refuses it. */
export function showPicture(img: HTMLImageElement, url: string): void {
  const isOther = /^https?:/i.test(url) && new URL(url).origin !== location.origin;
  if (isOther) img.crossOrigin = 'anonymous';
  else img.removeAttribute('crossorigin');
  if (img.getAttribute('src') !== url) img.src = url;
}
