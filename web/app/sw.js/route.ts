import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const dynamic = 'force-static';

/** What is kept besides pages and Next's own files. */
const shell = ['/theme.js', '/icon.svg'];

/**
 * The service worker, written while the app is exported, when the names of all its files are known. Its version is a
 * hash of those names and of the build, so that every build is a new worker and nothing else is.
 */
export async function GET(): Promise<Response> {
  const source = await readFile(join(process.cwd(), 'src/service-worker.js'), 'utf8');
  const isDevelopment = process.env.NODE_ENV === 'development';
  const files = isDevelopment ? [] : [...shell, ...(await staticFiles())];
  const buildId = isDevelopment ? 'development' : await readFile(join(process.cwd(), '.next/BUILD_ID'), 'utf8');
  const version = createHash('sha256')
    .update(JSON.stringify([buildId, files, source]))
    .digest('hex')
    .slice(0, 16);
  const head = `const version = ${JSON.stringify(version)};\nconst files = ${JSON.stringify(files)};\n`;
  return new Response(head + source, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
}

/** Next's files are named by their content: once kept, a file never has to be asked for again. */
async function staticFiles(): Promise<string[]> {
  const folder = join(process.cwd(), '.next/static');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => `/_next/static/${join(folderOf(entry), entry.name).slice(folder.length + 1)}`)
    .sort();
}

/** Node 20.9 knows the folder of an entry by its former name only. */
function folderOf(entry: { readonly parentPath?: string; readonly path?: string }): string {
  return entry.parentPath ?? entry.path ?? '';
}
