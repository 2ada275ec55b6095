import type { Awareness } from 'y-protocols/awareness';
import type { PresentPerson } from './document-handle.js';
import { type Person, personFrom } from './people.js';
import { type Readable, SnapshotStore } from './snapshot-store.js';

/** Follows who is in a document. The awareness ends the subscription when it is destroyed. */
export function followPeople(awareness: Awareness, self: () => Person): Readable<readonly PresentPerson[]> {
  const store = new SnapshotStore(peopleIn(awareness, self()), isSamePeople);
  awareness.on('change', () => store.set(peopleIn(awareness, self())));
  return store;
}

function peopleIn(awareness: Awareness, self: Person): readonly PresentPerson[] {
  const people = new Map<string, PresentPerson>([
    [self.id, { ...self, isSelf: true, clientIds: [awareness.clientID] }],
  ]);
  const others = [...awareness.getStates()].filter(([clientId]) => clientId !== awareness.clientID);
  // By client id, so that faces do not change places when somebody moves.
  others.sort(([a], [b]) => a - b);
  for (const [clientId, state] of others) {
    const person = personFrom(state['user'], `client-${clientId}`);
    const known = people.get(person.id);
    people.set(person.id, {
      ...(known ?? { ...person, isSelf: false }),
      clientIds: [...(known?.clientIds ?? []), clientId],
    });
  }
  return [...people.values()];
}

function isSamePeople(a: readonly PresentPerson[], b: readonly PresentPerson[]): boolean {
  return a.length === b.length && a.every((person, index) => isSamePerson(person, b[index]));
}

function isSamePerson(a: PresentPerson, b: PresentPerson | undefined): boolean {
  if (b === undefined || a.id !== b.id || a.name !== b.name || a.color !== b.color || a.isSelf !== b.isSelf)
    return false;
  return a.clientIds.join() === b.clientIds.join();
}
