import { describe, expect, it } from 'vitest';
import { ConfigError, type ConfigProblem, configVariables, parseConfig } from './config.js';
import { defaultLimits } from './core/limits.js';
import { defaultUploadTypes } from './core/media-types.js';

const secret = 'a secret of at least thirty-two bytes, for tests';
const url = 'https://id.example/.well-known/jwks.json';

function problemsOf(env: Record<string, string | undefined>): readonly ConfigProblem[] {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const variablesOf = (env: Record<string, string | undefined>) => problemsOf(env).map(({ variable }) => variable);

describe('parseConfig', () => {
  it('needs nothing: open to everybody, on this machine alone', () => {
    expect(parseConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: './data',
      auth: { mode: 'open' },
      allowedOrigins: [],
      logLevel: 'info',
      trustedProxyHops: 0,
      shutdownTimeoutMs: 10_000,
      limits: defaultLimits,
      uploadTypes: defaultUploadTypes,
      linkPreviews: false,
    });
  });

  it('reads every variable', () => {
    const config = parseConfig({
      HOST: '::',
      PORT: '0',
      DATA_DIR: '/var/lib/manyhands',
      AUTH_JWKS_URL: url,
      AUTH_ISSUER: 'https://id.example',
      AUTH_AUDIENCE: 'manyhands',
      ALLOWED_ORIGINS: 'https://App.example/, http://localhost:5173 ,https://app.example:443,',
      LOG_LEVEL: 'silent',
      TRUST_PROXY: '2',
      SHUTDOWN_TIMEOUT_SECONDS: '30',
      LIMIT_FRAME_BYTES: '1024',
      LIMIT_CONNECTIONS_PER_ADDRESS: '0',
      UPLOAD_TYPES: 'image/*, Application/PDF',
      LINK_PREVIEWS: 'on',
    });
    expect(config).toEqual({
      host: '::',
      port: 0,
      dataDir: '/var/lib/manyhands',
      auth: { mode: 'jwt', key: { kind: 'jwks', url }, issuer: 'https://id.example', audience: 'manyhands' },
      allowedOrigins: ['https://app.example', 'http://localhost:5173'],
      logLevel: 'silent',
      trustedProxyHops: 2,
      shutdownTimeoutMs: 30_000,
      limits: { ...defaultLimits, frameBytes: 1024, connectionsPerAddress: 0 },
      uploadTypes: ['image/*', 'application/pdf'],
      linkPreviews: true,
    });
  });

  it('asks for tokens once there is a secret, and then listens on every address', () => {
    const config = parseConfig({ AUTH_SECRET: secret });
    expect(config.auth).toEqual({ mode: 'jwt', key: { kind: 'secret', secret } });
    expect(config.host).toBe('0.0.0.0');
    expect(parseConfig({ AUTH_SECRET: secret, HOST: '127.0.0.1' }).host).toBe('127.0.0.1');
  });

  it('takes empty variables as not set', () => {
    const empty = {
      HOST: '',
      PORT: '',
      DATA_DIR: '',
      ALLOWED_ORIGINS: '',
      LOG_LEVEL: '',
      LIMIT_FRAME_BYTES: '',
      X: '',
    };
    expect(parseConfig(empty)).toEqual(parseConfig({}));
  });

  it('does not change what it reads', () => {
    const env = Object.freeze({ PORT: '80' });
    expect(parseConfig(env).port).toBe(80);
  });

  it('ignores the variables of others', () => {
    const others = { PATH: '/bin', LIMITS: 'x', AUTHORITY: 'x', LIMIT_FRAME_BYTES: undefined, LIMIT_OLD: undefined };
    expect(parseConfig({ ...others, AUTH_SERVICE_HOST: '10.0.0.1', AUTH_PORT: 'tcp://10.0.0.1:80' })).toEqual(
      parseConfig({}),
    );
    expect(variablesOf({ AUTH_SECRET: secret, AUTH_TRUST_HOST: 'true' })).toEqual([]);
  });
});

describe('a problem', () => {
  it.each([
    ['HOST', 'localhost:3000'],
    ['HOST', 'http://localhost'],
    ['HOST', '256.1.1.1'],
    ['HOST', '-a'],
    ['HOST', 'a b'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x50'],
    ['PORT', ' 80'],
    ['PORT', 'http'],
    ['DATA_DIR', 'a\0b'],
    ['ALLOWED_ORIGINS', 'app.example'],
    ['ALLOWED_ORIGINS', 'https://app.example/path'],
    ['ALLOWED_ORIGINS', 'null'],
    ['ALLOWED_ORIGINS', 'https://*.example'],
    ['LOG_LEVEL', 'verbose'],
    ['LOG_LEVEL', 'INFO'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '17'],
    ['SHUTDOWN_TIMEOUT_SECONDS', '0'],
    ['SHUTDOWN_TIMEOUT_SECONDS', '1e3'],
    ['UPLOAD_TYPES', 'pictures'],
    ['UPLOAD_TYPES', 'image/*, */*'],
    ['LINK_PREVIEWS', 'yes'],
    ['LIMIT_FRAME_BYTES', '16m'],
    ['LIMIT_FRAME_BYTES', '-1'],
    ['LIMIT_FRAME_BYTES', '9007199254740993'],
    ['LIMIT_MESSAGES_PER_SECOND', '0.5'],
  ])('is %s=%j, and says what was given', (variable, value) => {
    const problems = problemsOf({
      [variable]: value,
      ...(variable === 'ALLOWED_ORIGINS' ? { AUTH_SECRET: secret } : {}),
    });
    expect(problems.map((problem) => problem.variable)).toEqual([variable]);
    expect(problems[0]?.message).toContain(JSON.stringify(value));
    expect(problems[0]?.message).toMatch(/must/);
  });

  it('is a secret that is too short or carries white space, and is never shown', () => {
    for (const value of ['hunter2', `${secret}\n`, ` ${secret}`]) {
      const [problem, ...others] = problemsOf({ AUTH_SECRET: value });
      expect(others).toEqual([]);
      expect(problem?.variable).toBe('AUTH_SECRET');
      expect(problem?.message).not.toContain(value.trim());
    }
  });

  it('is an address of a key set that is not safe to use, and is never shown', () => {
    for (const value of ['nonsense', 'ftp://id.example/k', 'http://id.example/k', 'https://me:hunter2@id.example/k']) {
      const [problem, ...others] = problemsOf({ AUTH_JWKS_URL: value });
      expect(others).toEqual([]);
      expect(problem?.variable).toBe('AUTH_JWKS_URL');
      expect(problem?.message).not.toContain('hunter2');
    }
  });

  it('is having two kinds of keys', () => {
    expect(variablesOf({ AUTH_SECRET: secret, AUTH_JWKS_URL: url })).toEqual(['AUTH_SECRET']);
  });

  it('is an empty secret, which would open a server that was meant to be closed', () => {
    expect(variablesOf({ AUTH_SECRET: '' })).toContain('AUTH_SECRET');
    expect(variablesOf({ AUTH_JWKS_URL: '' })).toContain('AUTH_JWKS_URL');
    expect(variablesOf({ AUTH_SECRET: secret, AUTH_AUDIENCE: '' })).toEqual(['AUTH_AUDIENCE']);
  });

  it.each(['AUTH_ISSUER', 'AUTH_AUDIENCE', 'AUTH_SECERT', 'AUTH_JWKS_URI'])(
    'is %s without a key, which would open a server that was meant to be closed',
    (variable) => {
      expect(problemsOf({ [variable]: secret })).toEqual([
        { variable, message: expect.stringContaining('open to everybody') },
      ]);
    },
  );

  it('is a star among the origins of an open server, or beside others', () => {
    expect(variablesOf({ ALLOWED_ORIGINS: '*' })).toEqual(['ALLOWED_ORIGINS']);
    expect(variablesOf({ ALLOWED_ORIGINS: '*,https://app.example', AUTH_SECRET: secret })).toEqual(['ALLOWED_ORIGINS']);
    expect(parseConfig({ ALLOWED_ORIGINS: '*', AUTH_SECRET: secret }).allowedOrigins).toEqual(['*']);
  });

  it('is a limit that does not exist, and the answer names those that do', () => {
    const [problem] = problemsOf({ LIMIT_FRAMEBYTES: '1' });
    expect(problem?.variable).toBe('LIMIT_FRAMEBYTES');
    expect(problem?.message).toContain('LIMIT_FRAME_BYTES');
    expect(variablesOf({ LIMIT_CONSTRUCTOR: '1', LIMIT_: '1' })).toEqual(['LIMIT_CONSTRUCTOR', 'LIMIT_']);
  });

  it('does not hide any other', () => {
    const env = {
      PORT: 'x',
      LOG_LEVEL: 'x',
      AUTH_SECRET: 'x',
      AUTH_JWKS_URL: 'x',
      LIMIT_FRAME_BYTES: 'x',
      LIMIT_X: '1',
    };
    expect(new Set(variablesOf(env))).toEqual(new Set(Object.keys(env)));
  });

  it('has a line of its own in the message, cut to a length one can read', () => {
    expect(() => parseConfig({ PORT: 'http', HOST: 'x'.repeat(5_000) })).toThrow(ConfigError);
    const [first, ...lines] = messageOf({ PORT: 'http', HOST: `\n${'x'.repeat(5_000)}` }).split('\n');
    expect(first).toBe('The configuration has 2 problems:');
    expect(lines).toEqual([
      expect.stringMatching(/^ {2}HOST: must be a host name or an IP address, without a port, not "\\nx{79}…"$/),
      '  PORT: must be a whole number from 0 to 65535, not "http"',
    ]);
    expect(messageOf({ PORT: 'http' })).toMatch(/^The configuration has a problem:\n {2}PORT: /);
  });
});

describe('configVariables', () => {
  it('names every limit, with its default', () => {
    for (const [name, value] of Object.entries(defaultLimits)) {
      const variable = `LIMIT_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
      expect(configVariables).toContainEqual(expect.objectContaining({ name: variable, default: String(value) }));
    }
  });

  it('names each variable once, and describes it', () => {
    const names = configVariables.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { description } of configVariables) expect(description).not.toBe('');
  });

  it('names exactly the variables that are read', () => {
    const read = new Set<string>();
    const env = new Proxy({} as Record<string, string>, {
      ownKeys: () => configVariables.map(({ name }) => name),
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      get: (_, name) => void read.add(String(name)),
    });
    parseConfig(env);
    expect([...read].sort()).toEqual(configVariables.map(({ name }) => name).sort());
    for (const { name } of configVariables) expect(variablesOf({ [name]: '\0' }), name).toContain(name);
  });
});

function messageOf(env: Record<string, string>): string {
  try {
    parseConfig(env);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
