import './require-node.mjs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { run } from './run-command.mjs';
import { tallyPlaywright, tallyVitest } from './tally.mjs';

const reports = mkdtempSync(join(tmpdir(), 'manyhands-test-'));

async function test() {
  const tallies = [];
  try {
    await ensureInstalled();
    await build();
    tallies.push(await runVitest());
    tallies.push(await runPlaywright());
  } catch (error) {
    console.error(`\n${error.message}`);
    tallies.push({ passed: 0, failed: 1, skipped: 0 });
  }
  rmSync(reports, { recursive: true, force: true });

  const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0);
  if (sum('skipped') > 0) console.log(`\n${sum('skipped')} skipped`);
  // The last line, and machines read it: keep its form.
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

async function runVitest() {
  const file = join(reports, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await run('node_modules/.bin/vitest', args);
  return tallyVitest(readReport(file), exitCode);
}

async function runPlaywright() {
  const file = join(reports, 'playwright.json');
  const env = { CHROMIUM_PATH: await ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const exitCode = await run('node_modules/.bin/playwright', ['test', '--reporter=list,json'], { env });
  return tallyPlaywright(readReport(file), exitCode);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // the runner did not get as far; the tally counts that as a failure
  }
}

await test();
