import { generate } from '../generator.mjs';
import { startServer } from '../server-process.mjs';

export const durability = () => ({
  number: 5,
  title: 'kill -9 right after 50 edits were acknowledged and seen by another person',
  run: async (
    /** @type {import('../servers/definition.mjs').ServerDefinition} */ definition,
    /** @type {string} */ folder,
  ) => {
    const killed = await startServer(definition, folder);
    const typed = await generate('typeAndKill', killed.target, { edits: 50 }, 60_000).finally(() => killed.kill());
    const restarted = await startServer(definition, folder);
    try {
      const { lastClocks, clientId, ...counts } = typed;
      return { ...counts, ...(await generate('countSurvivors', restarted.target, { lastClocks, clientId }, 60_000)) };
    } finally {
      await restarted.stop();
    }
  },
});
