import { startServer } from '../server-process.mjs';
import { ours } from '../servers/ours.mjs';
import { serveStockPage } from './stock/serve-stock-page.mjs';

/**
 * The built product on a fresh folder and, if it is wanted, the stock page beside it.
 *
 * @param {string} folder
 * @param {{ withStockPage: boolean }} options
 * @returns {Promise<import('./pages/page-definition.mjs').Place & { stop: () => Promise<void> }>}
 */
export async function startPlace(folder, { withStockPage }) {
  const stock = withStockPage ? await serveStockPage() : null;
  const server = await startServer(
    {
      ...ours,
      command: (place) => {
        const { args, env } = ours.command(place);
        return { args, env: stock === null ? env : { ...env, ALLOWED_ORIGINS: stock.origin } };
      },
    },
    folder,
  );
  const sockets = server.target.url.replace(/\/$/, '');
  return {
    sockets,
    origin: new URL(sockets.replace(/^ws/, 'http')).origin,
    stockOrigin: stock?.origin ?? '',
    async stop() {
      stock?.close();
      await server.stop();
    },
  };
}
