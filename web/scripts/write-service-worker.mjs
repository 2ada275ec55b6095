import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const out = join(folder, 'out');

/** What is kept besides pages and Next's own files. */
const shell = ['/theme.js', '/icon.svg'];

// Written after the export, when the names of all files are known. The version is a hash of those names and of the
// build, so that every build is a new worker and nothing else is.
const source = await readFile(join(folder, 'src', 'service-worker.js'), 'utf8');
const buildId = await readFile(join(folder, '.next', 'BUILD_ID'), 'utf8');
const files = [...shell, ...(await staticFiles())];
const version = createHash('sha256')
  .update(JSON.stringify([buildId, files, source]))
  .digest('hex')
  .slice(0, 16);
const head = `const version = ${JSON.stringify(version)};\nconst files = ${JSON.stringify(files)};\n`;
await writeFile(join(out, 'sw.js'), head + source);

/** Next's files are named by their content: once kept, a file never has to be asked for again. */
async function staticFiles() {
  const entries = await readdir(join(out, '_next', 'static'), { recursive: true, withFileTypes: true });
  return (
    entries
      // Formulas name their fonts in older formats too, which no browser that runs this app asks for.
      .filter((entry) => entry.isFile() && !/\.(map|ttf|woff)$/.test(entry.name))
      // Node 20.9 knows the folder of an entry by its former name only.
      .map((entry) => `/${relative(out, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/')}`)
      .sort()
  );
}
