/**
 * A plain Node server that answers its requests itself, has a socket of its own, and lets Manyhands have /sync/….
 *
 *     PORT=3000 DATA_DIR=./data node sync-server/examples/node-server.mjs
 */
import { createServer } from 'node:http';
import { createSyncServer } from '@manyhands/sync-server';
import { WebSocketServer } from 'ws';

const sync = await createSyncServer({ dataDir: process.env.DATA_DIR ?? './data' });

const server = createServer(async (_request, response) => {
  // The API of Manyhands is not served here; the application reaches the documents without it.
  const documents = await sync.documents.list({ limit: 100 });
  response.end(`documents of the application: ${documents.map(({ name }) => name).join(', ')}`);
});

const echo = new WebSocketServer({ noServer: true });
server.on('upgrade', (request, socket, head) => {
  if (request.url === '/echo') {
    echo.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('message', (data) => webSocket.send(String(data)));
    });
  } else if (!request.url?.startsWith('/sync/')) {
    // Whoever has sockets of its own refuses what is nobody's. Manyhands answers for /sync/ and leaves the rest alone.
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  }
});
sync.attach(server);

server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    console.log(`The application is ready at http://localhost:${address.port}`);
  }
});

process.once('SIGTERM', async () => {
  // First: it sends people away, so that they come back to the next process, and finishes writing.
  await sync.close();
  for (const webSocket of echo.clients) webSocket.close(1001);
  server.close();
});
