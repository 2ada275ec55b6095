/**
 * The server under load, as the generator sees it; plain data, it crosses a process boundary.
 *
 * @typedef {object} Target
 * @property {number} pid to read its CPU time and memory
 * @property {string} url WebSocket URL up to the room's name
 * @property {'plain' | 'hocuspocus'} wire
 * @property {string | null} ackProtocol subprotocol to offer when acknowledgements are wanted
 */
