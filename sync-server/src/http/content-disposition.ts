/**
 * A Content-Disposition with the name in both of its forms (RFC 6266): percent-encoded UTF-8, and ASCII for old clients.
 * No name can end the header or begin another one.
 */
export function contentDisposition(kind: 'inline' | 'attachment', fileName: string): string {
  const ascii = fileName.replace(/[^\w.-]/g, '_');
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeFully(fileName)}`;
}

/** Also what `encodeURIComponent` leaves, which headers and Markdown give a meaning. @throws {URIError} lone surrogates */
export function encodeFully(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
