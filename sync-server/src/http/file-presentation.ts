/** How a browser is told to treat a file. */
export interface FilePresentation {
  readonly contentType: string;
  readonly disposition: 'inline' | 'attachment';
  readonly policy: string;
}

/** Images that are pixels and nothing else. */
const rasterImages = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/apng'];

const inert =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/**
 * For a film or a sound that is opened by itself: the page that a browser makes around it loads it once more, which it
 * may only as a page of this server. Scripts stay forbidden, twice.
 */
const inertPlayer = `${inert} allow-same-origin; media-src 'self'`;

/**
 * Decided by what the server found in the bytes. What a browser cannot run is shown; everything else is saved, and even
 * then not under a type that a browser would run: text as plain text, the rest as bytes. Only an SVG keeps its type,
 * because `<img>` shows it by nothing else; there it runs no scripts, and opened by itself it is saved.
 */
export function presentationOf(mime: string): FilePresentation {
  if (/^(?:audio|video)\/[a-z0-9.+-]+$/.test(mime)) {
    return { contentType: mime, disposition: 'inline', policy: inertPlayer };
  }
  if (rasterImages.includes(mime) || mime === 'application/pdf') {
    return { contentType: mime, disposition: 'inline', policy: inert };
  }
  if (mime === 'image/svg+xml') return { contentType: mime, disposition: 'attachment', policy: inert };
  if (mime.startsWith('text/'))
    return { contentType: 'text/plain; charset=utf-8', disposition: 'attachment', policy: inert };
  return { contentType: 'application/octet-stream', disposition: 'attachment', policy: inert };
}
