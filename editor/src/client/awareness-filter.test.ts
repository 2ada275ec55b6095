import {
  type AwarenessEntry,
  colourOf,
  decodeAwareness,
  encodeAwareness,
  isHexColour,
  parseAwarenessState,
} from '@manyhands/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { filterAwareness } from './awareness-filter.js';

const own = 1;
const fields = ['default', 'title'];
const bytes = (text: string) => new TextEncoder().encode(text);
const body = (...entries: AwarenessEntry[]) => encodeAwareness(entries);
const state = (value: unknown, clientId = 7): Uint8Array =>
  body({ clientId, clock: 3, state: bytes(JSON.stringify(value)) });

function filtered(frame: Uint8Array): Record<string, unknown> | null {
  const safe = filterAwareness(frame, own, fields);
  const [entry] = safe === null ? [] : decodeAwareness(safe);
  return entry?.state == null ? null : parseAwarenessState(entry.state);
}

describe('filterAwareness', () => {
  it('lets a good state through, with the client id that the caret needs', () => {
    const cursor = { anchor: { item: { client: 5, clock: 9 }, assoc: -1 }, head: { tname: 'default', assoc: 0 } };
    expect(filtered(state({ user: { id: 'u', name: 'Ada', color: '#123456' }, cursor }))).toEqual({
      user: { id: 'u', name: 'Ada', color: '#123456', clientId: 7 },
      cursor,
    });
  });

  it('reads the positions that y-tiptap writes, with their nulls', () => {
    const position = { type: { client: 5, clock: 1 }, tname: null, item: { client: 5, clock: 9 }, assoc: -1 };
    const expected = { type: { client: 5, clock: 1 }, item: { client: 5, clock: 9 }, assoc: -1 };
    expect(filtered(state({ cursor: { anchor: position, head: position } }))?.['cursor']).toEqual({
      anchor: expected,
      head: expected,
    });
  });

  it.each(['red', '#12345', '#12345g', 'url(https://evil.example)', '#123456;background:url(x)', null, 7, {}])(
    'replaces the colour %j by the one of the id',
    (color) => {
      expect(filtered(state({ user: { id: 'u', name: 'x', color } }))?.['user']).toMatchObject({
        color: colourOf('u'),
      });
    },
  );

  it.each([
    { anchor: {}, head: {} },
    { anchor: { item: { client: -1, clock: 0 } }, head: { tname: 'default' } },
    { anchor: { item: { client: 1.5, clock: 0 } }, head: { tname: 'default' } },
    { anchor: { tname: 'constructor' }, head: { tname: 'default' } },
    { anchor: { tname: 'default', assoc: 'x' }, head: { tname: 'default' } },
    { anchor: 'x', head: 1 },
    'cursor',
    [],
  ])('drops the cursor %j and keeps the person', (cursor) => {
    expect(filtered(state({ user: { name: 'Ada' }, cursor }))).toMatchObject({ user: { name: 'Ada' }, cursor: null });
  });

  it('keeps only what it knows', () => {
    expect(
      Object.keys(filtered(state({ user: {}, cursor: null, __proto__: 1, selection: 'x'.repeat(1000) })) ?? {}),
    ).toEqual(['user', 'cursor']);
  });

  it('lets nobody speak for the local client, except to say that it left', () => {
    expect(filterAwareness(state({ user: { name: 'Mallory' } }, own), own, fields)).toBeNull();
    const left = body({ clientId: own, clock: 9, state: null });
    expect(filterAwareness(left, own, fields)).toEqual(left);
  });

  it('drops what is not JSON, not an object or not a message, and keeps the rest', () => {
    const good = { clientId: 8, clock: 1, state: bytes('{"user":{"name":"Ada"}}') };
    for (const text of ['{', '7', '"x"', '[]']) {
      const safe = filterAwareness(body({ clientId: 7, clock: 1, state: bytes(text) }, good), own, fields);
      expect(safe === null ? [] : decodeAwareness(safe).map(({ clientId }) => clientId)).toEqual([8]);
    }
    expect(filterAwareness(Uint8Array.of(5, 1, 2), own, fields)).toBeNull();
  });

  it('never lets a state through that Yjs cannot resolve, whatever it says', () => {
    const doc = new Y.Doc();
    const text = new Y.XmlText('some text');
    const paragraph = new Y.XmlElement('paragraph');
    doc.getXmlFragment('default').insert(0, [paragraph]);
    paragraph.insert(0, [text]);
    const number = fc.oneof(fc.nat({ max: 20 }), fc.constant(doc.clientID), fc.double(), fc.integer());
    const id = fc.record({ client: number, clock: number });
    const anything = fc.anything({ maxDepth: 2 });
    const position = fc.oneof(
      fc.record(
        {
          type: fc.oneof(id, fc.constant(null), anything),
          tname: fc.oneof(fc.constantFrom('default', 'title', 'meta', '__proto__', null), anything),
          item: fc.oneof(id, fc.constant(null), anything),
          assoc: fc.oneof(fc.integer({ min: -1, max: 1 }), anything),
        },
        { requiredKeys: [] },
      ),
      anything,
    );
    fc.assert(
      fc.property(position, position, anything, (anchor, head, user) => {
        const said = JSON.stringify({ user, cursor: { anchor, head } });
        const clean = filtered(body({ clientId: 7, clock: 1, state: bytes(said) }));
        const person = clean?.['user'] as { color: unknown; name: unknown };
        expect(isHexColour(person.color)).toBe(true);
        expect(typeof person.name).toBe('string');
        const cursor = clean?.['cursor'] as { anchor: unknown; head: unknown } | null;
        for (const json of cursor === null ? [] : [cursor.anchor, cursor.head]) {
          Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(json), doc);
        }
      }),
    );
    expect([...doc.share.keys()].filter((key) => key !== 'default' && key !== 'title')).toEqual([]);
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (frame) => {
        filterAwareness(frame, own, fields);
      }),
    );
  });
});
