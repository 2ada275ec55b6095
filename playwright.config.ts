import { defineConfig, devices } from '@playwright/test';

const { CHROMIUM_PATH, CI, TRACE } = process.env;
const isRoot = process.getuid?.() === 0;

// The specs start the real built server themselves (they also kill it), so there is no `webServer` here.
export default defineConfig({
  testDir: 'e2e/specs',
  forbidOnly: CI !== undefined,
  retries: 0,
  // The machine of the smallest host: two processors.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // It costs a third of the time: `TRACE=1` for a look at what failed.
    trace: TRACE === undefined ? 'off' : 'retain-on-failure',
    launchOptions: {
      ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}),
      chromiumSandbox: !isRoot, // Chromium's sandbox refuses to run as root
      args: [
        // Nothing but the page's own traffic, and nothing that a container lacks.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-gpu',
        '--disable-quic',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
