#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Config, ConfigError, parseConfig } from './config.js';
import { createSyncServer, type SyncServer } from './server.js';
import { StoreOpenError } from './store/open-errors.js';
import { createLogger, type Logger } from './telemetry/logger.js';

/** Where the web app lies in a checkout. A server installed as a package of its own has none. */
const webRoot = fileURLToPath(new URL('../../web/out', import.meta.url));

/** Time for what hangs on the way out; the store's own deadline comes first. */
const forceQuitSlackMs = 2_000;

/** Two signals within this time are one. */
const sameSignalMs = 1_000;

await main();

async function main(): Promise<void> {
  let server: SyncServer;
  let url: string;
  let config: Config;
  let logger: Logger;
  try {
    config = parseConfig(process.env);
    logger = createLogger({ level: config.logLevel });
    ({ server, url } = await start(config, logger));
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
    return;
  }
  stopOnSignals(server, config, logger);
  // Last: whoever waits for this line may send a signal at once.
  process.stdout.write(`Manyhands is ready at ${url}\n`);
}

async function start(config: Config, logger: Logger): Promise<{ server: SyncServer; url: string }> {
  const { shutdownTimeoutMs, port, host, ...options } = config;
  const server = await createSyncServer({
    ...options,
    host,
    logger,
    webRoot: existsSync(webRoot) ? webRoot : null,
    closeTimeoutMs: shutdownTimeoutMs,
  });
  try {
    const { url } = await server.listen({ port, host });
    return { server, url };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/**
 * The first signal ends gently, a second one at once. Under npm, Ctrl+C arrives twice, from the terminal and from npm,
 * so that only a signal that comes noticeably later is a second one.
 */
function stopOnSignals(server: SyncServer, { shutdownTimeoutMs }: Config, logger: Logger): void {
  let stoppingSince: number | null = null;
  const stop = (signal: string) => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > sameSignalMs) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.error({}, 'stopping took too long');
      process.exit(1);
    }, shutdownTimeoutMs + forceQuitSlackMs).unref();
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal));
}

/** What an operator reads when the server does not start. Expected problems need no stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StoreOpenError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `${error.message}. Another program uses this port; choose one with PORT=…`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return error.message;
  return error.stack ?? error.message;
}
