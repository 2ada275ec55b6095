/** How a browser is told to treat a file. */
export interface FilePresentation {
  readonly contentType: string;
  readonly disposition: 'inline' | 'attachment';
  readonly policy: string;
}

/** Images that are pixels and nothing else. */
const rasterImages = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/apng'];

/**
 * For everything: nothing loads, nothing runs, and whatever is shown belongs to no origin. `'self'` for the page that a
 * browser makes around a film that is opened by itself, which loads that film.
 */
const policy =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * Decided by what the server found in the bytes. What a browser cannot run is shown; everything else is saved, and even
 * then not under a type that a browser would run: text as plain text, the rest as bytes. Only an SVG keeps its type,
 * because `<img>` shows it by nothing else; there it runs no scripts, and opened by itself it is saved.
 */
export function presentationOf(mime: string): FilePresentation {
  if (rasterImages.includes(mime) || /^(?:audio|video)\/[a-z0-9.+-]+$/.test(mime) || mime === 'application/pdf') {
    return { contentType: mime, disposition: 'inline', policy };
  }
  if (mime === 'image/svg+xml') return { contentType: mime, disposition: 'attachment', policy };
  if (mime.startsWith('text/')) return { contentType: 'text/plain; charset=utf-8', disposition: 'attachment', policy };
  return { contentType: 'application/octet-stream', disposition: 'attachment', policy };
}
