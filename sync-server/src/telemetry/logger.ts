import { type DestinationStream, type LevelWithSilent, pino, stdSerializers } from 'pino';

/** Structured logs. Fields first, as pino has it; the message is one of a fixed set and holds no values. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface LoggerOptions {
  readonly level: LevelWithSilent;
  /** Where lines of JSON go. Default: standard output. */
  readonly destination?: DestinationStream;
}

/** Fields that hold secrets wherever they turn up. Room names, user ids and addresses may be logged; content may not. */
const secretFields = ['token', 'authorization', 'cookie', 'secret', 'password', 'sec-websocket-protocol'];

const redactedPaths = secretFields.flatMap((field) => ['', '*', '*.*'].map((holder) => `${holder}["${field}"]`));

/** Logs as lines of JSON. Tokens are removed: by field, and from addresses by cutting their query. */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: redactedPaths, censor: '[redacted]' },
    serializers: { err: stdSerializers.errWithCause, url: withoutQuery, path: withoutQuery },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Says nothing; for embedders and tests. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };

function withoutQuery(address: unknown): unknown {
  return typeof address === 'string' ? address.replace(/[?#].*$/s, '') : undefined;
}
