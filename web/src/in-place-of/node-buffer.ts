/** In a browser nobody needs what lib0 has for Node only; Next would bring 7 kB (gzip) that stand in for it. */
export const Buffer = undefined;
