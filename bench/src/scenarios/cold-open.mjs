import { existsSync } from 'node:fs';
import { paperFile } from '../folders.mjs';
import { generate } from '../generator.mjs';
import { startServer } from '../server-process.mjs';

/** @param {boolean} quick */
export const coldOpen = (quick) => {
  const copies = quick ? 4 : 20;
  return {
    number: 4,
    title: `Cold open of the 260,000-edit paper, ${copies} copies one after the other`,
    skip: existsSync(paperFile) ? null : `the recording ${paperFile} is not there`,
    run: async (
      /** @type {import('../servers/definition.mjs').ServerDefinition} */ definition,
      /** @type {string} */ folder,
    ) => {
      const loaded = await onFreshProcess(definition, folder, (target) =>
        generate('loadPaper', target, { file: paperFile, copies }, 240_000),
      );
      const open = (/** @type {import('../load/target.mjs').Target} */ target) =>
        generate('openPaper', target, { copies, stateVector: loaded.stateVector }, 120_000);
      // The first opening after the load meets whatever the server left on disk; some only tidy up then, so a second
      // restart shows what they make of it in the long run.
      const first = await onFreshProcess(definition, folder, open);
      const second = await onFreshProcess(definition, folder, open);
      return { loaded, first, second };
    },
  };
};

/**
 * @template Result
 * @param {import('../servers/definition.mjs').ServerDefinition} definition
 * @param {string} folder
 * @param {(target: import('../load/target.mjs').Target) => Promise<Result>} job
 */
async function onFreshProcess(definition, folder, job) {
  const server = await startServer(definition, folder);
  try {
    return await job(server.target);
  } finally {
    await server.stop();
  }
}
