import {
  type AwarenessEntry,
  decodeAwareness,
  encodeAwareness,
  FrameError,
  parseAwarenessState,
} from '@manyhands/protocol';
import { personFrom } from './people.js';

/** A Yjs item id as JSON. */
interface ItemId {
  readonly client: number;
  readonly clock: number;
}

/** A Yjs relative position as JSON, known to be one. */
interface PositionJson {
  readonly type?: ItemId;
  readonly tname?: string;
  readonly item?: ItemId;
  readonly assoc?: number;
}

/**
 * Lets through only what the editor can work with. Peers are people's browsers, and a server passes on what they say:
 * y-prosemirror trusts every state, and one that is malformed would throw inside everybody else's editor.
 *
 * @param body the body of an awareness frame
 * @param ownClientId of the local document; what others say about it is limited to `null`, by which a server asks a
 * client to announce itself anew
 * @param fields names of the document's root fields in which a cursor may be
 * @returns a body that is safe to apply, or `null` if nothing is left of it
 */
export function filterAwareness(body: Uint8Array, ownClientId: number, fields: readonly string[]): Uint8Array | null {
  const entries = decodeOrNothing(body).flatMap((entry) => {
    if (entry.state === null) return [entry];
    if (entry.clientId === ownClientId) return [];
    const state = cleanState(entry, fields);
    return state === null ? [] : [{ ...entry, state }];
  });
  return entries.length === 0 ? null : encodeAwareness(entries);
}

function decodeOrNothing(body: Uint8Array): AwarenessEntry[] {
  try {
    return decodeAwareness(body);
  } catch (error) {
    if (error instanceof FrameError) return [];
    throw error;
  }
}

function cleanState({ clientId, state }: AwarenessEntry, fields: readonly string[]): Uint8Array | null {
  if (state === null) return null;
  let said: Record<string, unknown>;
  try {
    said = parseAwarenessState(state);
  } catch (error) {
    if (error instanceof FrameError) return null;
    throw error;
  }
  // The client id travels with the person because the caret extension's renderer is told nothing else.
  const user = { ...personFrom(said['user'], `client-${clientId}`), clientId };
  return new TextEncoder().encode(JSON.stringify({ user, cursor: cursorFrom(said['cursor'], fields) }));
}

function cursorFrom(value: unknown, fields: readonly string[]): { anchor: PositionJson; head: PositionJson } | null {
  if (!isRecord(value)) return null;
  const anchor = positionFrom(value['anchor'], fields);
  const head = positionFrom(value['head'], fields);
  return anchor === null || head === null ? null : { anchor, head };
}

function positionFrom(value: unknown, fields: readonly string[]): PositionJson | null {
  if (!isRecord(value)) return null;
  const { type, tname, item, assoc } = value;
  const side =
    assoc === undefined || assoc === null ? {} : Number.isSafeInteger(assoc) ? { assoc: assoc as number } : null;
  if (side === null) return null;
  // An unknown root name would make Yjs create that root type in the document.
  const root = typeof tname === 'string' && fields.includes(tname) ? { tname } : {};
  const position = {
    ...(isItemId(type) ? { type: pickId(type) } : {}),
    ...root,
    ...(isItemId(item) ? { item: pickId(item) } : {}),
  };
  // Without any of the three Yjs throws.
  return Object.keys(position).length === 0 ? null : { ...position, ...side };
}

function pickId({ client, clock }: ItemId): ItemId {
  return { client, clock };
}

function isItemId(value: unknown): value is ItemId {
  return isRecord(value) && isCount(value['client']) && isCount(value['clock']);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
