import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const benchFolder = dirname(dirname(fileURLToPath(import.meta.url)));
export const projectFolder = dirname(benchFolder);
/** Servers' data, on the same disk as the project: a temporary folder may be memory, where fsync costs nothing. */
export const dataFolder = join(benchFolder, '.data');
export const resultsFolder = join(benchFolder, 'results');
/** The recorded 260,000-edit paper, next to the project and not part of it. */
export const paperFile = join(dirname(projectFolder), 'shared', 'traces', 'automerge-paper.json.gz');
