import { colourOf, isHexColour, parseAwarenessState, scanObject } from '@manyhands/protocol';
import { encodeUtf8 } from 'lib0/string';
import type { Grant } from './authorizer.js';

/** Longest name that is shown to others, in UTF-16 code units. */
const maxNameLength = 80;

/** What a client once said about its user, and what others were shown of it, both as JSON. */
interface KnownUser {
  readonly person: Grant['user'];
  readonly said: Uint8Array;
  readonly shown: Uint8Array;
}

/** A state as it may be shown, in memory of its own: a view would keep the whole socket buffer it came in. */
export interface ShownState {
  readonly state: Uint8Array;
  /** For the next state of the same client. */
  readonly known: KnownUser | null;
}

/**
 * Makes a state fit for others: it must be a JSON object, and must not say somebody else's name where the server knows
 * better, a colour that is not one (it ends up in style attributes), or a name of any length.
 *
 * A caret that moves changes everything but the user. While that stays the same to the byte, the rest is only looked
 * through; parsing it anew was a twelfth of the server's work with a hundred people in a room.
 *
 * @param known from the last state of the same client
 * @throws {FrameError} if it is not a JSON object
 */
export function showState(state: Uint8Array, { user: person }: Grant, known: KnownUser | null): ShownState {
  const said = scanObject(state, 'user');
  if (said?.member != null && said.isAsciiAround && known !== null && known.person === person) {
    const { start, end } = said.member;
    if (isSame(state.subarray(start, end), known.said)) return { state: splice(state, start, end, known.shown), known };
  }
  const clean = cleanState(state, person) ?? new Uint8Array(state);
  const shown = scanObject(clean, 'user');
  if (said?.member == null || shown?.member == null) return { state: clean, known: null };
  return { state: clean, known: { person, said: cut(state, said.member), shown: cut(clean, shown.member) } };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function splice(state: Uint8Array, start: number, end: number, piece: Uint8Array): Uint8Array {
  const result = new Uint8Array(start + piece.length + state.length - end);
  result.set(state.subarray(0, start));
  result.set(piece, start);
  result.set(state.subarray(end), start + piece.length);
  return result;
}

function cut(state: Uint8Array, { start, end }: { readonly start: number; readonly end: number }): Uint8Array {
  return state.slice(start, end);
}

/** @returns the corrected state, or `null` if it may pass as it is */
function cleanState(state: Uint8Array, person: Grant['user']): Uint8Array | null {
  const value = parseAwarenessState(state);
  const said = value['user'];
  if (person !== null) {
    const user = { ...(isRecord(said) ? said : {}), id: person.id, name: person.name, color: colourOf(person.id) };
    return toBytes({ ...value, user });
  }
  if (said === undefined) return null;
  if (!isRecord(said)) return toBytes({ ...value, user: {} });
  const { name, color } = said;
  const hasGoodColour = color === undefined || isHexColour(color);
  const hasGoodName = name === undefined || (typeof name === 'string' && name.length <= maxNameLength);
  if (hasGoodColour && hasGoodName) return null;
  const shown = typeof name === 'string' ? name.slice(0, maxNameLength) : '';
  return toBytes({ ...value, user: { ...said, name: shown, color: hasGoodColour ? color : colourOf(shown) } });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toBytes(value: unknown): Uint8Array {
  return encodeUtf8(JSON.stringify(value));
}
