import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Admission, type Ticket } from './admission.js';
import { TooManyError } from './errors.js';
import { defaultLimits, type Limits } from './limits.js';
import type { CountedEvent } from './telemetry.js';

const unlimited: Partial<Limits> = {
  connections: 0,
  connectionsPerAddress: 0,
  connectionsPerRoom: 0,
  roomsPerAddress: 0,
};

/** An admission without limits but those given, and what it counted. */
function admissionWith(limits: Partial<Limits>) {
  const counted: CountedEvent[] = [];
  const telemetry = { count: (event: CountedEvent) => void counted.push(event), gauge() {}, observe() {} };
  return { admission: new Admission({ ...defaultLimits, ...unlimited, ...limits }, telemetry), counted };
}

/** The message of the refusal, or `null` for whoever gets in. */
function refusal(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof TooManyError) return error.message;
    throw error;
  }
}

describe('places for connections', () => {
  it('[L3] are taken up to the limit of the process, whatever the address', () => {
    const { admission, counted } = admissionWith({ connections: 2 });
    const first = admission.enter('a');
    admission.enter('b');
    expect(refusal(() => admission.enter('c'))).toBe('too many connections; the limit is 2');
    expect(counted).toEqual(['limit-connections']);
    first.leave();
    expect(refusal(() => admission.enter('c'))).toBeNull();
    expect(refusal(() => admission.enter('d'))).not.toBeNull();
  });

  it('[L3] are taken up to the limit of an address, which is not that of another', () => {
    const { admission, counted } = admissionWith({ connectionsPerAddress: 2 });
    const first = admission.enter('a');
    admission.enter('a');
    expect(refusal(() => admission.enter('a'))).toBe('too many connections from this address; the limit is 2');
    expect(counted).toEqual(['limit-connections-per-address']);
    expect(refusal(() => admission.enter('b'))).toBeNull();
    first.leave();
    expect(refusal(() => admission.enter('a'))).toBeNull();
  });

  it('[L3] are not taken by those who are refused', () => {
    const { admission } = admissionWith({ connections: 2, connectionsPerAddress: 1 });
    const ada = admission.enter('a');
    for (let attempt = 0; attempt < 5; attempt++) expect(refusal(() => admission.enter('a'))).not.toBeNull();
    const bob = admission.enter('b');
    for (let attempt = 0; attempt < 5; attempt++) expect(refusal(() => admission.enter('c'))).not.toBeNull();
    ada.leave();
    bob.leave();
    expect(refusal(() => admission.enter('a'))).toBeNull();
    expect(refusal(() => admission.enter('c'))).toBeNull();
  });

  it('[L3] are given back once, however often a connection leaves', () => {
    const { admission } = admissionWith({ connections: 2, connectionsPerAddress: 2, connectionsPerRoom: 2 });
    const ticket = admission.enter('a');
    ticket.enterRoom('r');
    admission.enter('a').enterRoom('r');
    ticket.leave();
    ticket.leave();
    expect(refusal(() => admission.enter('a').enterRoom('r'))).toBeNull();
    expect(refusal(() => admission.enter('b'))).toBe('too many connections; the limit is 2');
  });
});

describe('places in rooms', () => {
  it('[L3] are taken up to the limit of a room, whatever the address', () => {
    const { admission, counted } = admissionWith({ connectionsPerRoom: 2 });
    const first = admission.enter('a');
    first.enterRoom('r');
    admission.enter('b').enterRoom('r');
    const third = admission.enter('c');
    expect(refusal(() => third.enterRoom('r'))).toBe('too many people in this document; the limit is 2');
    expect(counted).toEqual(['limit-connections-per-room']);
    expect(refusal(() => admission.enter('d').enterRoom('s'))).toBeNull();
    first.leave();
    expect(refusal(() => third.enterRoom('r'))).toBeNull();
  });

  it('[L3] in different rooms are bounded for an address; rooms that it has already cost nothing', () => {
    const { admission, counted } = admissionWith({ roomsPerAddress: 2 });
    const enter = (address: string, room: string) => {
      const ticket = admission.enter(address);
      ticket.enterRoom(room);
      return ticket;
    };
    const inFirst = [enter('a', 'first'), enter('a', 'first')];
    enter('a', 'second');
    expect(refusal(() => enter('a', 'third'))).toBe('too many documents open from this address; the limit is 2');
    expect(counted).toEqual(['limit-rooms-per-address']);
    expect(refusal(() => enter('a', 'second'))).toBeNull();
    expect(refusal(() => enter('b', 'third'))).toBeNull();
    // A room is given back with the last connection in it.
    inFirst[0]?.leave();
    expect(refusal(() => enter('a', 'third'))).not.toBeNull();
    inFirst[1]?.leave();
    expect(refusal(() => enter('a', 'third'))).toBeNull();
  });

  it('[L3] are not taken by those who are refused, and giving up takes nothing from those inside', () => {
    const { admission } = admissionWith({ connectionsPerRoom: 1, roomsPerAddress: 2 });
    const inside = admission.enter('a');
    inside.enterRoom('r');
    const refused = admission.enter('b');
    for (let attempt = 0; attempt < 5; attempt++) expect(refusal(() => refused.enterRoom('r'))).not.toBeNull();
    refused.leave();
    expect(refusal(() => admission.enter('b').enterRoom('r'))).not.toBeNull();
    expect(refusal(() => admission.enter('b').enterRoom('s'))).toBeNull();
    expect(refusal(() => admission.enter('b').enterRoom('t'))).toBeNull();
  });

  it('[L3] are one for each connection, and none for one that has left while it was being authorised', () => {
    const { admission } = admissionWith({ connectionsPerRoom: 1 });
    const ticket = admission.enter('a');
    ticket.enterRoom('r');
    ticket.enterRoom('r');
    ticket.enterRoom('s');
    expect(refusal(() => admission.enter('b').enterRoom('s'))).toBeNull();
    const gone = admission.enter('c');
    gone.leave();
    gone.enterRoom('t');
    expect(refusal(() => admission.enter('d').enterRoom('t'))).toBeNull();
  });
});

describe('admission', () => {
  it('[L3] counts like a list of everybody inside would, in any order of coming and going', () => {
    const limits = { connections: 6, connectionsPerAddress: 3, connectionsPerRoom: 3, roomsPerAddress: 2 };
    const step = fc.oneof(
      fc.record({ address: fc.constantFrom('a', 'b', 'c'), room: fc.constantFrom('r', 's', 't') }),
      fc.record({ leaves: fc.nat(20) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { admission } = admissionWith(limits);
        let inside: { address: string; room: string; ticket: Ticket }[] = [];
        for (const action of steps) {
          if ('leaves' in action) {
            const who = inside[action.leaves % Math.max(1, inside.length)];
            who?.ticket.leave();
            inside = inside.filter((one) => one !== who);
            continue;
          }
          const { address, room } = action;
          const neighbours = inside.filter((one) => one.address === address);
          const rooms = new Set([...neighbours.map((one) => one.room), room]);
          const mayEnter = inside.length < limits.connections && neighbours.length < limits.connectionsPerAddress;
          const mayEnterRoom =
            inside.filter((one) => one.room === room).length < limits.connectionsPerRoom &&
            rooms.size <= limits.roomsPerAddress;
          let ticket: Ticket | null = null;
          expect(refusal(() => (ticket = admission.enter(address))) === null).toBe(mayEnter);
          const entered = ticket as Ticket | null;
          if (entered === null) continue;
          expect(refusal(() => entered.enterRoom(room)) === null).toBe(mayEnterRoom);
          if (mayEnterRoom) inside.push({ address, room, ticket: entered });
          else entered.leave();
        }
      }),
    );
  });
});
