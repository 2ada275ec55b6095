import { chromium } from '@playwright/test';
import { ensureChromium } from '../../../../scripts/chromium.mjs';

/** One screen for everybody; what is seen decides how much is drawn. */
export const viewport = { width: 1280, height: 800 };

/** A headless Chromium without what it does on its own account. */
export async function launchChromium() {
  return chromium.launch({
    executablePath: await ensureChromium(),
    // Chromium's sandbox refuses to run as root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
