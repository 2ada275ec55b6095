// Pictures of the product for the README: the built app, a real server, two people in one document.
// npm run screenshots; it needs what `npm test` needs.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';

const port = 3177;
const url = `http://localhost:${port}`;
const folder = mkdtempSync(join(tmpdir(), 'manyhands-screenshots-'));

const markdown = `We meet at the gate at eight, whatever the weather. **Everybody brings gloves.**

## Who does what

| Bed | Who | Until |
| --- | --- | --- |
| Tomatoes | Grace | Friday |
| Beans | Ada | Saturday |

- [x] Order the compost
- [ ] Fix the hose

> [!TIP]
> Water before noon: less of it is lost.

## The sums

A bed of $2.4 \\times 1.2$ metres needs $2.4 \\cdot 1.2 \\cdot 0.2 = 0.576$ cubic metres.

\`\`\`js
const litres = beds.map((bed) => bed.area * 20);
\`\`\`
`;

await ensureInstalled();
await build();
const server = spawn(process.execPath, ['sync-server/dist/main.js'], {
  env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'warn' },
  stdio: 'inherit',
});
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] });
try {
  await untilReady();
  const { id } = await (await createDocument()).json();
  const grace = await arrive({ id, name: 'Grace' });
  const ada = await arrive({ id, name: 'Ada' });
  await grace.page.getByText('Everybody brings gloves').click();
  await grace.page.keyboard.press('End');
  await grace.page.keyboard.type(' And boots.');
  await ada.page.getByText('Water before noon').click();
  await ada.page.getByText('And boots.').waitFor();
  await ada.page.locator('.mh-token-keyword').first().waitFor();
  await ada.page.screenshot({ path: 'docs/editor-light.png' });
  const dark = await arrive({ id, name: 'Ada', colorScheme: 'dark' });
  await dark.page.getByRole('button', { name: 'Show outline' }).click();
  await grace.page.keyboard.type(' Hats');
  await dark.page.getByText('boots. Hats').waitFor();
  await dark.page.screenshot({ path: 'docs/editor-dark.png' });
  const phone = await arrive({ id, name: 'Ada', viewport: { width: 390, height: 844 } });
  await phone.page.screenshot({ path: 'docs/editor-phone.png' });
} finally {
  await browser.close();
  server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

async function arrive({ id, name, colorScheme = 'light', viewport = { width: 1280, height: 800 } }) {
  const context = await browser.newContext({ colorScheme, viewport });
  const page = await context.newPage();
  await page.goto(`${url}/d/${id}`);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('group', { name: 'Document state' }).getByText('Saved').waitFor();
  return { page };
}

function createDocument() {
  return fetch(`${url}/api/v1/documents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'The garden in May', markdown }),
  });
}

async function untilReady() {
  for (let attempt = 0; attempt < 200; attempt++) {
    const response = await fetch(`${url}/readyz`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not get ready');
}
