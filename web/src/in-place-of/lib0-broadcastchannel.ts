/*
 * In place of lib0's channel between the tabs of a browser, over which `y-websocket` would share documents: here each tab
 * has its own connection, because tabs with different permissions would share content behind the server's back.
 */

export const subscribe = (): void => {};

export const unsubscribe = (): void => {};

export const publish = (): void => {};
