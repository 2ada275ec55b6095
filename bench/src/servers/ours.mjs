import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../folders.mjs';

const main = join(projectFolder, 'sync-server', 'dist', 'main.js');

/** Limits that a load generator on one address runs into. Byte limits stay on. */
const liftedLimits = [
  'CONNECTIONS',
  'CONNECTIONS_PER_ADDRESS',
  'CONNECTIONS_PER_ROOM',
  'ROOMS_PER_ADDRESS',
  'MESSAGES_PER_SECOND',
  'HANDSHAKES',
];

/** @type {import('./definition.mjs').ServerDefinition} */
export const ours = {
  name: 'ours',
  title: 'Manyhands',
  wire: 'plain',
  pathPrefix: '/sync/',
  readyPath: '/readyz',
  storage: 'LevelDB log, group commit with fsync before each acknowledgement',
  acknowledges: 'an edit once it is fsynced (frame 111, cumulative)',
  ackProtocol: 'manyhands.v1',
  missing: () =>
    existsSync(main) ? null : 'sync-server/dist/main.js is not there: build the product first (npm run build)',
  versions: () => {
    const { name, version } = JSON.parse(readFileSync(join(projectFolder, 'sync-server', 'package.json'), 'utf8'));
    return { [name]: version };
  },
  command: ({ port, dataFolder }) => ({
    args: [main],
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataFolder,
      LOG_LEVEL: 'warn',
      ...Object.fromEntries(liftedLimits.map((name) => [`LIMIT_${name}`, '0'])),
    },
  }),
};
