// Adds to package-lock.json the platform packages that the registry at hand does not have.
//
// npm leaves out of a lockfile what it cannot fetch, and `npm ci` on another system then refuses the file. The names and
// exact versions stand in their parents' `optionalDependencies`; system, processor and C library stand in the names.
// Run after every `npm install` on a machine with a partial registry: node scripts/complete-lock.mjs [folder]
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', glibc: 'glibc', musl: 'musl', musleabihf: 'musl' };

const path = join(process.argv[2] ?? '.', 'package-lock.json');
const lock = JSON.parse(await readFile(path, 'utf8'));
const isExact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
let added = 0;
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] !== undefined || !isExact.test(version)) continue;
    const words = name.split(/[/-]/).map((word) => word.toLowerCase());
    const os = systems.filter((system) => words.includes(system));
    const cpu = processors.filter((processor) => words.includes(processor));
    const libc = Object.entries(libraries).flatMap(([word, libc]) => (words.includes(word) ? [libc] : []));
    if (os.length === 0 && cpu.length === 0) continue;
    lock.packages[key] = {
      version,
      ...(cpu.length > 0 && { cpu }),
      ...(libc.length > 0 && { libc }),
      optional: true,
      ...(os.length > 0 && { os }),
      ...(parent.dev === true && { dev: true }),
    };
    added += 1;
  }
}
const byName = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
lock.packages = Object.fromEntries(byName);
if (added > 0) await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} platform packages added to ${path}\n`);
