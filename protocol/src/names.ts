/** The WebSocket subprotocol by which a client asks for hello, ack, token and keep-alive frames. */
export const subprotocol = 'manyhands.v1';

/** A second offered subprotocol with this prefix carries the token: browsers cannot set headers on a WebSocket. */
export const bearerPrefix = 'bearer.';

/** Longest room name, in UTF-8 bytes after percent-decoding; it becomes part of every database key of the room. */
export const maxRoomNameBytes = 512;
