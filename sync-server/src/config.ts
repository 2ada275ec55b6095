import { isIP } from 'node:net';
import { z } from 'zod';
import { jwksUrlProblem, secretProblem, type VerificationKey } from './auth/verification-key.js';
import { configVariables, type LogLevel, limitNames, limitVariable, logLevels } from './config-variables.js';
import { defaultLimits, type Limits } from './core/limits.js';
import { defaultUploadTypes, isTypePattern } from './core/media-types.js';
import { normalizeOrigin } from './transport/request-guard.js';

export { type ConfigVariable, configVariables, type LogLevel } from './config-variables.js';

export type AuthConfig =
  | { readonly mode: 'open' }
  | {
      readonly mode: 'jwt';
      readonly key: VerificationKey;
      readonly issuer?: string;
      readonly audience?: string;
    };

/** Everything the server is told from outside. */
export interface Config {
  /** Name or address to listen on. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** As given: relative to the working directory. */
  readonly dataDir: string;
  readonly auth: AuthConfig;
  /** As browsers write them, see `normalizeOrigin`; or the single entry `*`. */
  readonly allowedOrigins: readonly string[];
  readonly logLevel: LogLevel;
  /** How many entries of X-Forwarded-For to believe, counted from the right. */
  readonly trustedProxyHops: number;
  readonly shutdownTimeoutMs: number;
  readonly limits: Limits;
  /** Media types, see `matchesType`. */
  readonly uploadTypes: readonly string[];
  readonly linkPreviews: boolean;
}

export interface ConfigProblem {
  readonly variable: string;
  /** What is wrong and what is allowed. Holds what was given, unless it may be secret. */
  readonly message: string;
}

/** The environment does not make a configuration. The message has one line for each problem, for operators to read. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super([`The configuration has ${count}:`, ...problems.map((p) => `  ${p.variable}: ${p.message}`)].join('\n'));
    this.problems = problems;
  }
}

function wholeNumber(min: number, max: number) {
  const allowed = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,16}$/, allowed)
    .transform(Number)
    .refine((value) => value >= min && value <= max, allowed);
}

const host = z
  .string()
  .refine((text) => isIP(text) !== 0 || isHostName(text), 'must be a host name or an IP address, without a port');

function checkedBy(problemOf: (text: string) => string | null) {
  return z.string().superRefine((text, context) => {
    const problem = problemOf(text);
    if (problem !== null) context.addIssue(problem);
  });
}

const origins = z
  .string()
  .transform(listOf)
  .transform((entries, context) => {
    const isStar = entries.includes('*');
    if (isStar && entries.length > 1) context.addIssue('must not list other origins beside "*"');
    const normal = entries.map((entry) => {
      const origin = isStar ? entry : normalizeOrigin(entry.replace(/\/$/, ''));
      if (origin === null) context.addIssue(`must list origins such as https://app.example; ${quote(entry)} is none`);
      return origin ?? '';
    });
    return [...new Set(normal)];
  });

const uploadTypes = z
  .string()
  .transform((text) => listOf(text.toLowerCase()))
  .superRefine((patterns, context) => {
    for (const pattern of patterns) {
      if (!isTypePattern(pattern))
        context.addIssue(`must list types such as image/png or image/*; ${quote(pattern)} is none`);
    }
  });

/** Each is given the text of its variable, and only when that is set. */
const fields = {
  HOST: host.optional(),
  PORT: wholeNumber(0, 65_535).default(3000),
  DATA_DIR: z
    .string()
    .refine((text) => !text.includes('\0'), 'must be a path')
    .default('./data'),
  AUTH_SECRET: checkedBy(secretProblem).optional(),
  AUTH_JWKS_URL: checkedBy(jwksUrlProblem).optional(),
  AUTH_ISSUER: z.string().optional(),
  AUTH_AUDIENCE: z.string().optional(),
  ALLOWED_ORIGINS: origins.default([]),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  TRUST_PROXY: wholeNumber(0, 16).default(0),
  SHUTDOWN_TIMEOUT_SECONDS: wholeNumber(1, 3_600).default(10),
  UPLOAD_TYPES: uploadTypes.default([...defaultUploadTypes]),
  LINK_PREVIEWS: z.enum(['on', 'off'], 'must be on or off').default('off'),
};

const limitFields = Object.fromEntries(
  limitNames.map((name) => [limitVariable(name), wholeNumber(0, Number.MAX_SAFE_INTEGER).default(defaultLimits[name])]),
);

/** Never shown in a problem. An address may hold a password. */
const secretVariables: readonly string[] = ['AUTH_SECRET', 'AUTH_JWKS_URL'];

/**
 * Reads the configuration from environment variables; pure. Variables that are set but empty count as not set, except
 * those of authorisation: an empty secret is a mistake that would otherwise open the server to everybody.
 *
 * @throws {ConfigError} with every problem there is, not only the first.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: ConfigProblem[] = [];
  const given = Object.fromEntries(Object.entries(env).filter(([, text]) => text !== undefined && text !== ''));

  const main = z.object(fields).safeParse(given);
  const limits = z.object(limitFields).safeParse(given);
  for (const issue of [...(main.error?.issues ?? []), ...(limits.error?.issues ?? [])]) {
    const variable = String(issue.path[0]);
    const shown = secretVariables.includes(variable) ? '' : `, not ${quote(given[variable] ?? '')}`;
    problems.push({ variable, message: `${issue.message}${shown}` });
  }
  problems.push(...authProblems(env), ...unknownLimits(env));
  if (problems.length > 0 || !main.success || !limits.success) throw new ConfigError(problems);

  const auth = authFrom(main.data);
  return {
    host: main.data.HOST ?? (auth.mode === 'open' ? '127.0.0.1' : '0.0.0.0'),
    port: main.data.PORT,
    dataDir: main.data.DATA_DIR,
    auth,
    allowedOrigins: main.data.ALLOWED_ORIGINS,
    logLevel: main.data.LOG_LEVEL,
    trustedProxyHops: main.data.TRUST_PROXY,
    shutdownTimeoutMs: main.data.SHUTDOWN_TIMEOUT_SECONDS * 1000,
    limits: limitsFrom(limits.data),
    uploadTypes: main.data.UPLOAD_TYPES,
    linkPreviews: main.data.LINK_PREVIEWS === 'on',
  };
}

function authFrom(values: {
  readonly AUTH_SECRET?: string | undefined;
  readonly AUTH_JWKS_URL?: string | undefined;
  readonly AUTH_ISSUER?: string | undefined;
  readonly AUTH_AUDIENCE?: string | undefined;
}): AuthConfig {
  const { AUTH_SECRET: secret, AUTH_JWKS_URL: url, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = values;
  const expected = { ...(issuer === undefined ? {} : { issuer }), ...(audience === undefined ? {} : { audience }) };
  if (secret !== undefined) return { mode: 'jwt', key: { kind: 'secret', secret }, ...expected };
  if (url !== undefined) return { mode: 'jwt', key: { kind: 'jwks', url }, ...expected };
  return { mode: 'open' };
}

function limitsFrom(values: Readonly<Record<string, number>>): Limits {
  const entries = limitNames.map((name) => [name, values[limitVariable(name)] ?? defaultLimits[name]] as const);
  return Object.fromEntries(entries) as Record<keyof Limits, number>;
}

/** Mistakes between variables. Those that would open a server that was meant to be closed count most. */
function* authProblems(env: Readonly<Record<string, string | undefined>>): Iterable<ConfigProblem> {
  const names = Object.keys(env).filter(
    (name) => /^AUTH_/.test(name) && !isServiceLink(name) && env[name] !== undefined,
  );
  const hasSecret = names.includes('AUTH_SECRET');
  const hasUrl = names.includes('AUTH_JWKS_URL');
  for (const { name } of configVariables) {
    if (names.includes(name) && env[name] === '') {
      yield { variable: name, message: 'is set but empty; leave it out if it is not meant to be used' };
    }
  }
  if (hasSecret && hasUrl) {
    yield { variable: 'AUTH_SECRET', message: 'cannot be used together with AUTH_JWKS_URL; leave one of them out' };
  }
  if (hasSecret || hasUrl) return;
  for (const variable of names) {
    // Also a misspelt AUTH_SECRET. With tokens in use, variables of other programs may be called as they like.
    const message = 'is set, but neither AUTH_SECRET nor AUTH_JWKS_URL is: the server would be open to everybody';
    yield { variable, message };
  }
  if (listOf(env.ALLOWED_ORIGINS ?? '').includes('*')) {
    const message =
      'must list origins while there are no tokens: with "*" every web page could read and change every document';
    yield { variable: 'ALLOWED_ORIGINS', message };
  }
}

/** Kubernetes sets these in every container when the namespace has a service called `auth`. */
function isServiceLink(name: string): boolean {
  return /^AUTH_(?:SERVICE_HOST|SERVICE_PORT|PORT)(?:_|$)/.test(name);
}

/** A misspelt limit would silently leave the default in place. */
function* unknownLimits(env: Readonly<Record<string, string | undefined>>): Iterable<ConfigProblem> {
  const known = limitNames.map(limitVariable);
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('LIMIT_') || env[variable] === undefined || known.includes(variable)) continue;
    yield { variable, message: `is no limit; there are ${known.join(', ')}` };
  }
}

function isHostName(text: string): boolean {
  return (
    text.length <= 253 && /^(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*\.?$/i.test(text) && !/^[\d.]+$/.test(text)
  );
}

function listOf(text: string): string[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.filter((entry) => entry !== '');
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
