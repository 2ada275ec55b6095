import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run-command.mjs';
import { step } from './step.mjs';

const COMMANDS = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
const MACOS_APP = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const DOWNLOAD_TIMEOUT_MS = 5 * 60_000;
const APT_TIMEOUT_MS = 10 * 60_000;

/**
 * Finds a Chromium for the browser tests or, failing that, installs one.
 *
 * @returns {Promise<string>} The path of a Chromium that starts.
 * @throws {Error} if there is none and none could be installed; the message says what to do.
 */
export async function ensureChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, but \`${chosen} --version\` fails. Correct it or unset it.`);
  }
  const found = findInstalled() ?? (await installWithPlaywright()) ?? (await installWithApt());
  if (found !== undefined) return found;
  throw new Error(
    'The browser tests need Chromium, and it could be neither found nor installed. Install it, for example with ' +
      '`apt-get install chromium` as root, or set CHROMIUM_PATH to the executable of a Chromium or Chrome.',
  );
}

function findInstalled() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...paths, MACOS_APP].find((path) => isExecutable(path) && starts(path));
}

async function installWithPlaywright() {
  // Imported late: on a fresh clone this module is loaded before anything is installed.
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  if (!starts(path)) {
    await step('Installing Chromium with Playwright', () =>
      run('node_modules/.bin/playwright', ['install', 'chromium'], { timeoutMs: DOWNLOAD_TIMEOUT_MS }),
    );
  }
  return starts(path) ? path : undefined;
}

async function installWithApt() {
  if (process.getuid?.() !== 0) return undefined;
  const apt = (args) => run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: APT_TIMEOUT_MS });
  await step('Installing Chromium with apt-get', async () => {
    await apt(['update', '-q']);
    return apt(['install', '-q', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']);
  });
  return findInstalled();
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Being there is not enough: Ubuntu's `chromium` may be a note about a snap, Playwright's may lack system libraries. */
function starts(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}
