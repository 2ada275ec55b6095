import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/**
 * A document opened by a stock Yjs client in this process: a real `Y.Doc` and y-websocket's own provider.
 *
 * @typedef {object} StockClient
 * @property {Y.Doc} doc
 * @property {Y.XmlFragment} body
 * @property {import('y-protocols/awareness').Awareness} awareness
 * @property {() => void} close
 *
 * @param {string} url of the server's sockets, without the document
 * @param {string} id of the document
 * @returns {Promise<StockClient>} once it has the document
 */
export async function openStockClient(url, id) {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(url, id, doc, {
    // @ts-expect-error ws' sockets do all that the provider asks of one
    WebSocketPolyfill: WebSocket,
    disableBc: true,
  });
  const close = () => {
    provider.destroy();
    doc.destroy();
  };
  if (!provider.synced) {
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        close();
        reject(new Error(`${id}: a stock client was not in step after 30 s`));
      }, 30_000);
      provider.once('sync', () => {
        clearTimeout(timer);
        resolve(undefined);
      });
    });
  }
  return { doc, body: doc.getXmlFragment('default'), awareness: provider.awareness, close };
}
