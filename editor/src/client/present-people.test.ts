import { afterEach, describe, expect, it } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { followPeople } from './present-people.js';

const docs: Y.Doc[] = [];

afterEach(() => {
  for (const doc of docs.splice(0)) doc.destroy();
});

function awareness(): Awareness {
  const doc = new Y.Doc();
  docs.push(doc);
  return new Awareness(doc);
}

function join(room: Awareness, clientId: number, user: unknown): void {
  room.states.set(clientId, { user });
  room.emit('change', [{ added: [clientId], updated: [], removed: [] }, 'test']);
}

const self = { id: 'me', name: 'Ada', color: '#112233' };

describe('followPeople', () => {
  it('puts oneself first and others in a stable order', () => {
    const room = awareness();
    const people = followPeople(room, () => self);
    join(room, 9, { id: 'b', name: 'B', color: '#445566' });
    join(room, 5, { id: 'c', name: 'C', color: '#445566' });
    expect(people.getSnapshot().map(({ id, isSelf }) => [id, isSelf])).toEqual([
      ['me', true],
      ['c', false],
      ['b', false],
    ]);
  });

  it('counts a person with several windows once, also oneself', () => {
    const room = awareness();
    const people = followPeople(room, () => self);
    join(room, 5, { id: 'b', name: 'B' });
    join(room, 6, { id: 'b', name: 'B' });
    join(room, 7, { id: 'me', name: 'Ada' });
    expect(people.getSnapshot().map(({ id, clientIds }) => [id, clientIds])).toEqual([
      ['me', [room.clientID, 7]],
      ['b', [5, 6]],
    ]);
  });

  it('keeps its snapshot while only carets move', () => {
    const room = awareness();
    const people = followPeople(room, () => self);
    join(room, 5, { id: 'b', name: 'B' });
    const before = people.getSnapshot();
    join(room, 5, { id: 'b', name: 'B' });
    expect(people.getSnapshot()).toBe(before);
  });
});
