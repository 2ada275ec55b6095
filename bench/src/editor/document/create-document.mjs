/**
 * Has the server make a document, as an app that imports one would.
 *
 * @param {string} origin of the server
 * @param {string} markdown
 * @returns {Promise<string>} its id
 */
export async function createDocument(origin, markdown) {
  const response = await fetch(`${origin}/api/v1/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ markdown }),
  });
  if (!response.ok) throw new Error(`the document was not made: ${response.status} ${await response.text()}`);
  return (await response.json()).id;
}
