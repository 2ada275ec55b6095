import { npm } from './run-command.mjs';
import { step } from './step.mjs';

/**
 * Builds what is stale; wireit knows what is (see "wireit" in package.json and web/package.json).
 *
 * @param {'build' | 'build:libraries'} [script]
 * @throws {Error} if a build step fails.
 */
export async function build(script = 'build') {
  // Wireit's cache of old outputs is never pruned, so somebody who only starts the app should not grow one.
  const env = { WIREIT_CACHE: process.env.WIREIT_CACHE || 'none' };
  if ((await step('Building what has changed', () => npm(['run', '--silent', script], { env }))) === 0) return;
  throw new Error('The build failed; the tool that failed says why above.');
}
