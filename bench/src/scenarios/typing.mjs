import { generate } from '../generator.mjs';
import { startServer } from '../server-process.mjs';

const typingTimeoutMs = 240_000;

/** @param {boolean} quick */
export const oneRoom = (quick) => ({
  number: 1,
  title: `One room of 100 people, 5 edits/s each, ${quick ? 6 : 20} s`,
  run: runTyping({
    rooms: 1,
    peoplePerRoom: 100,
    editsPerSecond: 5,
    warmUpSeconds: 5,
    seconds: quick ? 6 : 20,
    observersPerRoom: 10,
  }),
});

/** @param {boolean} quick */
export const manyRooms = (quick) => ({
  number: 2,
  title: `300 rooms of 2 people, 2 edits/s each, ${quick ? 6 : 20} s`,
  run: runTyping({
    rooms: 300,
    peoplePerRoom: 2,
    editsPerSecond: 2,
    warmUpSeconds: 5,
    seconds: quick ? 6 : 20,
    observersPerRoom: 2,
  }),
});

/** @param {import('../load/typing.mjs').TypingLoad} load */
const runTyping =
  (load) =>
  async (
    /** @type {import('../servers/definition.mjs').ServerDefinition} */ definition,
    /** @type {string} */ folder,
  ) => {
    const server = await startServer(definition, folder);
    try {
      return await generate('measureTyping', server.target, load, typingTimeoutMs);
    } finally {
      await server.stop();
    }
  };
