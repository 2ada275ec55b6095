import { generate } from '../generator.mjs';
import { startServer } from '../server-process.mjs';

/** @param {boolean} quick */
export const idleConnections = (quick) => {
  const load = { connections: quick ? 1_000 : 4_000, rooms: quick ? 100 : 400, settleSeconds: quick ? 8 : 18 };
  return {
    number: 3,
    title: `${load.connections} idle connections over ${load.rooms} rooms, 10 in each`,
    run: async (
      /** @type {import('../servers/definition.mjs').ServerDefinition} */ definition,
      /** @type {string} */ folder,
    ) => {
      const server = await startServer(definition, folder);
      try {
        return await generate('measureIdle', server.target, load, 180_000);
      } finally {
        await server.stop();
      }
    },
  };
};
