/**
 * Manyhands with an authoriser of the application's own: keys instead of signed tokens, and teams that own documents.
 * Clients show their key as they would show a token, for instance with `params: { token: key }` of a WebsocketProvider.
 *
 *     PORT=3000 DATA_DIR=./data node sync-server/examples/own-authorizer.mjs
 */
import { createSyncServer, ForbiddenError, UnauthenticatedError } from '@manyhands/sync-server';

/** Stands for the application's database. */
const people = new Map([
  ['key-of-ada', { id: 'ada', name: 'Ada', team: 'engines' }],
  ['key-of-bob', { id: 'bob', name: 'Bob', team: 'poems' }],
]);

/**
 * Anybody known may read what is public; a team writes what is its own; all else is out of reach.
 *
 * @param {{ team: string }} person
 * @param {string} room
 */
function roleIn(person, room) {
  if (room.startsWith(`${person.team}/`)) return 'edit';
  return room.startsWith('public/') ? 'view' : null;
}

/** @param {import('@manyhands/sync-server').Credentials} credentials */
function personWith({ token }) {
  const person = token === null ? undefined : people.get(token);
  if (person === undefined) throw new UnauthenticatedError('this key is not known');
  return person;
}

/** @type {import('@manyhands/sync-server').Authorizer} */
const authorizer = {
  // People show who they are. `open` would be for a server that lets in everybody who can reach it.
  mode: 'jwt',

  // Asked before a room is opened. Errors of other kinds than these two are answered with 500.
  async authorize(credentials, room) {
    const { id, name, ...person } = personWith(credentials);
    const role = roleIn(person, room);
    if (role === null) throw new ForbiddenError('this document is not for you');
    return { role, user: { id, name }, expiresAt: null, tokenId: null, issuedAt: null };
  },

  // Asked by the HTTP API, which lists and makes documents.
  async identify(credentials) {
    const { id, name, ...person } = personWith(credentials);
    return { user: { id, name }, isAdmin: false, roleIn: (room) => roleIn(person, room) };
  },
};

const sync = await createSyncServer({ dataDir: process.env.DATA_DIR ?? './data', auth: authorizer });
const { url } = await sync.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' });
console.log(`The application is ready at ${url}`);

process.once('SIGTERM', () => sync.close());
