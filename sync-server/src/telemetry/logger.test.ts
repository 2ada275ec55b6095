import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.js';

function capture(): { lines: () => Record<string, unknown>[]; text: () => string; write: (line: string) => void } {
  let text = '';
  return {
    write: (line) => {
      text += line;
    },
    text: () => text,
    lines: () =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

describe('createLogger', () => {
  it('writes one line of JSON with level, time and fields', () => {
    const destination = capture();
    createLogger({ level: 'info', destination }).info({ room: 'a' }, 'opened');
    expect(destination.lines()).toEqual([
      { level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/), room: 'a', msg: 'opened' },
    ]);
  });

  it('keeps quiet below its level', () => {
    const destination = capture();
    const logger = createLogger({ level: 'error', destination });
    logger.debug({}, 'a');
    logger.info({}, 'b');
    logger.warn({}, 'c');
    logger.error({}, 'd');
    expect(destination.lines().map(({ msg }) => msg)).toEqual(['d']);
  });

  it('removes tokens from fields, nested fields and headers', () => {
    const destination = capture();
    const logger = createLogger({ level: 'info', destination });
    logger.info({ token: 'SECRET', authorization: 'Bearer SECRET' }, 'a');
    logger.info(
      {
        request: { headers: { authorization: 'SECRET', cookie: 'SECRET', 'sec-websocket-protocol': 'bearer.SECRET' } },
      },
      'b',
    );
    logger.info({ options: { token: 'SECRET' } }, 'c');
    expect(destination.text()).not.toContain('SECRET');
    expect(destination.text()).toContain('[redacted]');
  });

  it('cuts the query, which may hold a token, from addresses', () => {
    const destination = capture();
    createLogger({ level: 'info', destination }).info(
      { path: '/sync/a?token=SECRET', url: 'http://a/b#SECRET' },
      'request',
    );
    expect(destination.lines()[0]).toMatchObject({ path: '/sync/a', url: 'http://a/b' });
  });

  it('writes errors with stack and cause', () => {
    const destination = capture();
    const err = new Error('outer', { cause: new Error('inner') });
    createLogger({ level: 'info', destination }).error({ err }, 'failed');
    expect(destination.lines()[0]).toMatchObject({
      err: { message: 'outer', stack: expect.any(String), cause: { message: 'inner' } },
    });
  });
});
