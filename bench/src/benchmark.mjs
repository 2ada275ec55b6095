import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeBounds } from './bounds.mjs';
import { dataFolder, resultsFolder } from './folders.mjs';
import { describeMachine } from './machine.mjs';
import { renderReport } from './report.mjs';
import { coldOpen } from './scenarios/cold-open.mjs';
import { durability } from './scenarios/durability.mjs';
import { idleConnections } from './scenarios/idle.mjs';
import { manyRooms, oneRoom } from './scenarios/typing.mjs';
import { hocuspocus } from './servers/hocuspocus.mjs';
import { ours } from './servers/ours.mjs';
import { yWebsocket } from './servers/y-websocket.mjs';

const definitions = [ours, hocuspocus, yWebsocket];

/**
 * What one server did in one scenario: figures, or why there are none.
 *
 * @typedef {{ result: any } | { failure: string }} Outcome
 * @typedef {{ number: number, title: string, skip?: string | null, run: (definition: import('./servers/definition.mjs').ServerDefinition, folder: string) => Promise<object> }} Scenario
 * @typedef {{ number: number, title: string, outcomes: Record<string, Outcome> }} ScenarioOutcome
 */

/**
 * @param {import('./options.mjs').RunOptions} options
 * @returns {Promise<number>} exit code: 0 when every figure that was asked for was measured, met or not
 */
export async function runBenchmark(options) {
  // Leaving through `exit` lets the server of the moment be ended; the generator ends when its channel closes.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => process.exit(130));
  const startedAt = new Date();
  const runFolder = join(dataFolder, startedAt.toISOString().replace(/[:.]/g, '-'));
  mkdirSync(runFolder, { recursive: true });
  const machine = describeMachine(runFolder);
  const servers = definitions.filter(({ name }) => options.servers.includes(name));
  /** @type {Scenario[]} */
  const scenarios = [
    oneRoom(options.quick),
    manyRooms(options.quick),
    idleConnections(options.quick),
    coldOpen(options.quick),
    durability(),
  ];

  /** @type {ScenarioOutcome[]} */
  const outcomes = [];
  for (const scenario of scenarios.filter(({ number }) => options.only.includes(number))) {
    /** @type {ScenarioOutcome} */
    const outcome = { number: scenario.number, title: scenario.title, outcomes: {} };
    outcomes.push(outcome);
    for (const definition of servers) {
      console.error(`${scenario.number}. ${scenario.title}: ${definition.title} …`);
      const skip = definition.missing() ?? scenario.skip ?? null;
      outcome.outcomes[definition.name] =
        skip === null ? await attempt(scenario, definition, runFolder) : { failure: skip };
    }
  }
  if (!options.keepData) rmSync(runFolder, { recursive: true, force: true });

  const report = {
    date: startedAt.toISOString(),
    minutes: (Date.now() - startedAt.getTime()) / 60_000,
    quick: options.quick,
    machine,
    servers: servers.map((definition) => ({
      name: definition.name,
      title: definition.title,
      storage: definition.storage,
      acknowledges: definition.acknowledges,
      versions: definition.missing() === null ? definition.versions() : {},
    })),
    scenarios: outcomes,
    bounds: judgeBounds(outcomes, options.quick),
  };
  mkdirSync(resultsFolder, { recursive: true });
  const file = join(
    resultsFolder,
    `${startedAt.toISOString().slice(0, 19).replaceAll(':', '')}${options.quick ? '-quick' : ''}.json`,
  );
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(renderReport(report));
  console.error(`All figures: ${file}`);
  return outcomes.every(({ outcomes: byServer }) => Object.values(byServer).every((outcome) => 'result' in outcome))
    ? 0
    : 1;
}

/**
 * @param {Scenario} scenario
 * @param {import('./servers/definition.mjs').ServerDefinition} definition
 * @param {string} runFolder
 * @returns {Promise<Outcome>}
 */
async function attempt(scenario, definition, runFolder) {
  const folder = join(runFolder, `${scenario.number}-${definition.name}`);
  mkdirSync(folder, { recursive: true });
  try {
    return { result: await scenario.run(definition, folder) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    console.error(`  failed: ${failure}`);
    return { failure };
  }
}
