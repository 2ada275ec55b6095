/**
 * A Hono application with a page and a socket of its own, and Manyhands in it.
 *
 *     PORT=3000 DATA_DIR=./data node sync-server/examples/hono-app.mjs
 */
import { serve, upgradeWebSocket } from '@hono/node-server';
import { createSyncServer } from '@manyhands/sync-server';
import { Hono } from 'hono';

const sync = await createSyncServer({ dataDir: process.env.DATA_DIR ?? './data' });

const app = new Hono();
app.get('/hello', (c) => c.text('a route of the application'));
app.get(
  '/echo',
  upgradeWebSocket(() => ({ onMessage: ({ data }, socket) => socket.send(String(data)) })),
);
// Last: where both know a path, the first one answers. `app.route('/notes', sync.app)` would put all of it below /notes.
app.route('/', sync.app);

serve(
  {
    fetch: app.fetch,
    hostname: '127.0.0.1',
    port: Number(process.env.PORT ?? 3000),
    // Also for the sockets of the application: Node has one place where a server upgrades connections.
    websocket: { server: sync.webSocketServer },
  },
  ({ port }) => console.log(`The application is ready at http://localhost:${port}`),
);

process.once('SIGTERM', async () => {
  // Sends people away, so that they come back to the next process, and finishes writing.
  await sync.close();
  // Sockets of the application are cut here; one that cares would close them too, as node-server.mjs does.
  process.exit(0);
});
