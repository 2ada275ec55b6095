// How much JavaScript the page of a document needs before it can be written in, compressed as servers do it.
// A part of `npm run check`: what grows past the budget has to become lazy, or something else has to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Bytes. Nothing else is asked for before the text can be written in: `e2e/specs/start.spec.ts` sees to that, and that
 * what comes afterwards is a part on its own.
 */
const budget = 250_000;

const out = 'web/out';
const page = readFileSync(join(out, 'd.html'), 'utf8');
const scripts = [...page.matchAll(/<script\b([^>]*)\bsrc="([^"]+)"/g)]
  // Browsers of today skip what is for those of yesterday.
  .filter(([, attributes]) => !/nomodule/i.test(attributes))
  .map(([, , src]) => src);
const sizes = [...new Set(scripts)].map((src) => ({
  src,
  bytes: gzipSync(readFileSync(join(out, src)), { level: 9 }).length,
}));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
console.log(`The page of a document loads ${(total / 1000).toFixed(1)} kB of JavaScript (gzip) of ${budget / 1000} kB`);
if (total > budget) {
  for (const { src, bytes } of sizes.sort((a, b) => b.bytes - a.bytes)) console.error(`${bytes} ${src}`);
  console.error(`More than ${budget / 1000} kB: load lazily what is not needed to show and type text.`);
  process.exitCode = 1;
}
