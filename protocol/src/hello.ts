import { FrameError } from './frame-error.js';

/** What a person may do in a room. `comment` may read and take part in presence, but not change the text. */
export type Role = 'view' | 'comment' | 'edit';

/** The limits a client should know to stay within them; bytes, and 0 for "none". */
export interface HelloLimits {
  readonly frameBytes: number;
  readonly documentBytes: number;
  readonly awarenessBytes: number;
  readonly messagesPerSecond: number;
}

/** The server's first message to a client of the subprotocol, and its answer to a fresh token. */
export interface Hello {
  /** Identifies this connection in logs; no secret. */
  readonly sessionId: string;
  readonly role: Role;
  /** Present when the server knows who this is; the server then stamps name and colour on awareness. */
  readonly user?: { readonly id: string; readonly name: string; readonly color: string };
  readonly limits: HelloLimits;
  /** Version of the document schema the server serves; a client with an older one must not edit. */
  readonly schemaVersion: number;
}

const roles: readonly string[] = ['view', 'comment', 'edit'] satisfies Role[];

export function encodeHello(hello: Hello): string {
  return JSON.stringify(hello);
}

/** @throws {FrameError} `bad-json` or `bad-value`. Fields that are not known are dropped. */
export function decodeHello(text: string): Hello {
  const value = parseObject(text);
  const { sessionId, role, user, limits, schemaVersion } = value;
  if (typeof sessionId !== 'string') throw bad('sessionId');
  if (!isRole(role)) throw bad('role');
  if (!isCount(schemaVersion)) throw bad('schemaVersion');
  const hello = { sessionId, role, limits: readLimits(limits), schemaVersion };
  return user === undefined ? hello : { ...hello, user: readUser(user) };
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FrameError('bad-json', 'hello is not JSON', { cause: error });
  }
  if (!isObject(value)) throw bad('hello');
  return value;
}

function readLimits(value: unknown): HelloLimits {
  if (!isObject(value)) throw bad('limits');
  const { frameBytes, documentBytes, awarenessBytes, messagesPerSecond } = value;
  if (!isCount(frameBytes) || !isCount(documentBytes) || !isCount(awarenessBytes) || !isCount(messagesPerSecond)) {
    throw bad('limits');
  }
  return { frameBytes, documentBytes, awarenessBytes, messagesPerSecond };
}

function readUser(value: unknown): NonNullable<Hello['user']> {
  if (!isObject(value)) throw bad('user');
  const { id, name, color } = value;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof color !== 'string') throw bad('user');
  return { id, name, color };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRole(value: unknown): value is Role {
  return typeof value === 'string' && roles.includes(value);
}

function bad(field: string): FrameError {
  return new FrameError('bad-value', `hello has a bad ${field}`);
}
