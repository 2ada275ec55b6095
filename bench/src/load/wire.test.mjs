import { describe, expect, it } from 'vitest';
import { nothing, roomWire } from './wire.mjs';

describe('roomWire', () => {
  it('speaks plain y-websocket', () => {
    const wire = roomWire('plain', 'room');
    expect(wire.greeting).toBeNull();
    expect(Array.from(wire.step1(nothing.stateVector))).toEqual([0, 0, 1, 0]);
    expect(Array.from(wire.update(nothing.update))).toEqual([0, 2, 2, 0, 0]);
    expect(wire.kind(Uint8Array.of(111, 3))).toBe('durable');
    expect(wire.count(Uint8Array.of(111, 0x80, 1))).toBe(128);
  });

  it('puts the document’s name before every frame for Hocuspocus', () => {
    const wire = roomWire('hocuspocus', 'ab');
    const name = [2, 97, 98];
    expect(Array.from(wire.greeting)).toEqual([...name, 2, 0, 0]);
    expect(Array.from(wire.step2(nothing.update))).toEqual([...name, 0, 1, 2, 0, 0]);
    expect(wire.kind(Uint8Array.of(...name, 2, 2))).toBe('admitted');
    expect(wire.kind(Uint8Array.of(...name, 8, 1))).toBe('applied');
  });

  it.each(/** @type {const} */ (['plain', 'hocuspocus']))('reads back its own sync frames (%s)', (flavour) => {
    const wire = roomWire(flavour, 'some/room');
    const update = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    expect(wire.kind(wire.update(update))).toBe('update');
    expect(wire.body(wire.update(update))).toEqual(update);
  });
});
