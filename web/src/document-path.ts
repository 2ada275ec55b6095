/** The address of a document's page. A slash in an id stays one. */
export function documentPath(id: string): string {
  return `/d/${id.split('/').map(encodeURIComponent).join('/')}`;
}

/** The document that an address names, or `null`. */
export function documentIdIn(path: string): string | null {
  const match = /^\/d\/(.+?)\/?$/.exec(path);
  if (match?.[1] === undefined) return null;
  try {
    return decodeURIComponent(match[1]);
  } catch {
    // `%` without its two digits.
    return null;
  }
}
