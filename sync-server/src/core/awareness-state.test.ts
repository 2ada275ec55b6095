import { colourOf } from '@manyhands/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Grant } from './authorizer.js';
import { type ShownState, showState } from './awareness-state.js';

const guest: Grant = { user: null, role: 'edit', expiresAt: null, tokenId: null, issuedAt: null };
const ada: Grant = { user: { id: 'ada', name: 'Ada' }, role: 'edit', expiresAt: null, tokenId: null, issuedAt: null };
const bytes = (text: string) => new TextEncoder().encode(text);
const read = ({ state }: ShownState) => JSON.parse(new TextDecoder().decode(state)) as Record<string, unknown>;

describe('showState', () => {
  it('[P8] looks through what follows a state that was checked, and still refuses what is no JSON', () => {
    const first = showState(bytes('{"user":{"name":"Eve","color":"#112233"},"cursor":1}'), guest, null);
    const second = showState(bytes('{"user":{"name":"Eve","color":"#112233"},"cursor":2}'), guest, first.known);
    expect(read(second)).toEqual({ user: { name: 'Eve', color: '#112233' }, cursor: 2 });
    expect(second.known).toBe(first.known);
    expect(() => showState(bytes('{"user":{"name":"Eve","color":"#112233"},"cursor":}'), guest, first.known)).toThrow();
    const badUtf8 = bytes('{"user":{"name":"Eve","color":"#112233"},"cursor":"?"}');
    badUtf8[badUtf8.indexOf(0x3f)] = 0xff;
    expect(() => showState(badUtf8, guest, first.known)).toThrow();
  });

  it('[P8] corrects a user that changed, however little', () => {
    const first = showState(bytes('{"user":{"name":"Eve","color":"#112233"}}'), guest, null);
    const second = showState(bytes('{"user":{"name":"Eve","color":"red;--x"}}'), guest, first.known);
    expect(read(second)).toEqual({ user: { name: 'Eve', color: colourOf('Eve') } });
  });

  it('[P7] puts the known name in the place of the same claim again and again', () => {
    const first = showState(bytes('{"user":{"name":"The boss"},"cursor":1}'), ada, null);
    const second = showState(bytes('{"user":{"name":"The boss"},"cursor":{"a":[2]}}'), ada, first.known);
    expect(read(second)).toEqual({ user: { id: 'ada', name: 'Ada', color: colourOf('ada') }, cursor: { a: [2] } });
    expect(second.known).toBe(first.known);
  });

  it('[P7] does not keep one person’s name for another', () => {
    const bob: Grant = { ...ada, user: { id: 'bob', name: 'Bob' } };
    const first = showState(bytes('{"user":{},"cursor":1}'), ada, null);
    expect(read(showState(bytes('{"user":{},"cursor":2}'), bob, first.known))).toMatchObject({ user: { id: 'bob' } });
    expect(read(showState(bytes('{"user":{},"cursor":2}'), guest, first.known))).toEqual({ user: {}, cursor: 2 });
  });

  it('keeps nothing of the buffer that a state came in', () => {
    const buffer = bytes('xxxx{"user":{},"cursor":1}');
    const { state, known } = showState(buffer.subarray(4), guest, null);
    for (const kept of [state, known?.said, known?.shown]) expect(kept?.buffer).not.toBe(buffer.buffer);
  });

  it('[P8] shows the same whatever was known before', () => {
    const names = fc.constantFrom('Eve', 'Ève', 'E'.repeat(90), '"', '\ud800', { name: 1 });
    const users = fc.oneof(
      fc.record({ name: names, color: fc.constantFrom('#112233', 'red', '#12345') }, { requiredKeys: [] }),
      fc.jsonValue(),
    );
    const states = fc
      .record({ user: users, cursor: fc.jsonValue({ maxDepth: 2 }) }, { requiredKeys: [] })
      .map((state) => bytes(JSON.stringify(state)));
    fc.assert(
      fc.property(fc.array(states, { minLength: 2, maxLength: 5 }), fc.constantFrom(guest, ada), (said, grant) => {
        let known: ShownState['known'] = null;
        for (const state of [...said, ...said]) {
          const shown = showState(state, grant, known);
          expect(read(shown)).toEqual(read(showState(state, grant, null)));
          known = shown.known;
        }
      }),
    );
  });
});
