/** The address that y-websocket puts `/` and the room behind. */
export function syncUrl(server: string): string {
  return `${server.replace(/\/+$/, '').replace(/^http/, 'ws')}/sync`;
}

/**
 * The room as a part of a URL's path. `/` stays, so that a proxy can route by folder; `.` and `..` as whole segments
 * would be resolved away by the browser, encoded or not, and so are refused.
 *
 * @throws {RangeError} the id cannot be a path
 */
export function roomInUrl(id: string): string {
  const segments = id.split('/');
  if (id === '' || segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new RangeError(`not a document id: ${JSON.stringify(id)}`);
  }
  return segments.map(encodeURIComponent).join('/');
}

/** The document's address in the API. */
export function apiUrl(server: string, id: string): string {
  return `${server.replace(/\/+$/, '').replace(/^ws/, 'http')}/api/v1/documents/${roomInUrl(id)}`;
}

/** Name of the IndexedDB database of a document: the same id on two servers is two documents. */
export function deviceName(server: string, id: string): string {
  return `manyhands/${server.replace(/\/+$/, '').replace(/^ws/, 'http')}/${id}`;
}
