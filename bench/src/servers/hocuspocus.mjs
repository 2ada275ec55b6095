import { join } from 'node:path';
import { benchFolder } from '../folders.mjs';
import { installedVersions, whyMissing } from './definition.mjs';

const packages = ['@hocuspocus/server', '@hocuspocus/extension-sqlite', 'better-sqlite3', 'yjs'];

/** @type {import('./definition.mjs').ServerDefinition} */
export const hocuspocus = {
  name: 'hocuspocus',
  title: 'Hocuspocus',
  wire: 'hocuspocus',
  pathPrefix: '/',
  readyPath: '/',
  storage: 'SQLite file, whole document 2–10 s after an edit (its defaults)',
  acknowledges: 'an edit once it is applied in memory (SyncStatus); stores 2–10 s later',
  missing: () => whyMissing(packages),
  versions: () => installedVersions(packages),
  command: ({ port, dataFolder }) => ({
    args: [join(benchFolder, 'src', 'servers', 'hocuspocus-main.mjs')],
    env: { PORT: String(port), DATA_DIR: dataFolder },
  }),
};
