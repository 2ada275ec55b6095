import { z } from 'zod';
import { problem } from './api-schemas.js';

export type Json = Record<string, unknown>;

const bearer = [{ bearer: [] }, {}];

/** What may be answered beside success, by what the route does. */
const problems: Readonly<Record<number, string>> = {
  400: 'The request is malformed',
  401: 'No token, or one that is not valid now',
  403: 'The token does not allow it, or the page’s origin is not allowed',
  404: 'There is no such thing, or it was deleted',
  406: 'Nothing that is accepted can be had',
  408: 'The body came too slowly',
  409: 'A document of that name exists or existed',
  411: 'There is no body',
  413: 'Too large',
  415: 'The body is of a kind that is not taken',
  422: 'The content cannot be used',
  429: 'Too many',
  502: 'The page could not, or must not, be looked at',
  503: 'The server cannot take it now',
  507: 'There is no room',
};

export function operation(
  operationId: string,
  summary: string,
  responses: Json,
  codes: number[],
  security = bearer as unknown[],
): Json {
  const failures = codes.map((code) => [
    code,
    content(problems[code] ?? 'Error', { 'application/problem+json': { schema: schema(problem) } }),
  ]);
  return { operationId, summary, security, responses: { ...responses, ...Object.fromEntries(failures) } };
}

export function pathParameter(name: string, description: string): Json {
  return { name, in: 'path', required: true, description, schema: { type: 'string' } };
}

export function query(name: string, description: string, of: Json, required = false): Json {
  return { name, in: 'query', required, description, schema: of };
}

export function json(description: string, of: Json): Json {
  return content(description, { 'application/json': { schema: of } });
}

export function content(description: string, media: Json): Json {
  return { description, content: media };
}

/** Written out in place: a reader and a generator of clients both manage without references. */
export function schema(of: z.ZodType): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(of, { io: 'input', reused: 'inline' });
  return rest;
}
