// The load generator: a process of its own, so that its CPU time is not the server's. One job per process.
import { countSurvivors, typeAndKill } from './crash.mjs';
import { measureIdle } from './idle.mjs';
import { loadPaper, openPaper } from './paper.mjs';
import { measureTyping } from './typing.mjs';

/** @type {Record<string, (target: import('./target.mjs').Target, load: any) => Promise<object>>} */
const jobs = { measureTyping, measureIdle, loadPaper, openPaper, typeAndKill, countSurvivors };

process.once(
  'message',
  async (/** @type {{ job: string, target: import('./target.mjs').Target, load: object }} */ message) => {
    /** @param {object} answer */
    const reply = (answer) => process.send?.(answer, () => process.exit(0));
    try {
      const job = jobs[message.job];
      if (job === undefined) throw new Error(`no job ${message.job}`);
      reply({ result: await job(message.target, message.load) });
    } catch (error) {
      reply({ error: error instanceof Error ? error.message : String(error) });
    }
  },
);

process.once('disconnect', () => process.exit(1));
